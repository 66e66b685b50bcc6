package dev.millrace.ledger.account;

import java.util.List;

/**
 * Events of one kind: how many, and where the first of them were seen.
 *
 * @param count how many there are
 * @param first the first {@value SightingLog#KEPT}, in the order they were met
 */
public record Sightings(long count, List<Sighting> first) {
    /** No event at all. */
    public static final Sightings NONE = new Sightings(0, List.of());

    public Sightings {
        first = List.copyOf(first);
    }
}
