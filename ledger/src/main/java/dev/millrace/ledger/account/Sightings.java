package dev.millrace.ledger.account;

import dev.millrace.event.interval.IntervalSet;
import java.util.List;

/**
 * Events of one kind: how many, which, and where the first of them were seen.
 *
 * @param count   how many there are
 * @param first   the first {@value SightingLog#KEPT}, in the order they were met
 * @param indices their indices, each once however often it was met; those that earlier versions met are not among them.
 *                Must not be changed
 */
public record Sightings(long count, List<Sighting> first, IntervalSet indices) {
    /** No event at all. */
    public static final Sightings NONE = new Sightings(0, List.of(), new IntervalSet());

    public Sightings {
        first = List.copyOf(first);
    }

    /** Those of them that are among others as well. */
    public Sightings among(Sightings others) {
        long again = Math.min(count - indices.count(), others.count - others.indices.count());
        var common = new IntervalSet();
        indices.forEach(index -> {
            if (others.indices.contains(index)) {
                common.add(index);
            }
        });
        return new Sightings(
                common.count() + again,
                first.stream().filter(others.first::contains).toList(),
                common);
    }
}
