package dev.millrace.ledger.account;

import dev.millrace.event.interval.IntervalSet;
import dev.millrace.event.progress.DeviationKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was seen of one source in one run, or of one shard of it, whose events stand here by their places in the shard:
 * what is called an index is a place then, but for evidence. An index is either delivered, dead-lettered or left out:
 * whichever was seen first; the others are repeats.
 *
 * @param key          the source
 * @param lanes        what was seen, by topic
 * @param deadLettered indices seen as dead letters of the source itself; must not be changed
 * @param repeated     events that were there already, without having been announced so far
 * @param disordered   events that stand behind a higher index of their source in their partition, without having been
 *                     announced so far; repeats left out
 * @param poisoned     records that could not be read, said to stand for an event, and were not announced so far
 * @param announced    what the source has announced, by kind
 */
public record SourceStatement(
        SourceKey key,
        List<LaneStatement> lanes,
        IntervalSet deadLettered,
        Sightings repeated,
        Sightings disordered,
        Sightings poisoned,
        Map<DeviationKind, Announcement> announced) {
    public SourceStatement {
        lanes = List.copyOf(lanes);
        announced = Map.copyOf(announced);
    }

    /** A source of which nothing was seen. */
    public static SourceStatement nothing(SourceKey key) {
        return new SourceStatement(
                key, List.of(), new IntervalSet(), Sightings.NONE, Sightings.NONE, Sightings.NONE, Map.of());
    }

    /** What was seen on one topic, if anything. */
    public Optional<LaneStatement> lane(String topic) {
        return lanes.stream().filter(lane -> lane.topic().equals(topic)).findFirst();
    }

    /** What was announced of a kind. */
    public Announcement announced(DeviationKind kind) {
        return announced.getOrDefault(kind, Announcement.NONE);
    }

    /** What was announced of a kind and is yet to be seen; must not be changed. */
    public IntervalSet awaited(DeviationKind kind) {
        return announced(kind).awaited();
    }

    /** Whether something was seen that may yet turn out to be announced, or is announced and yet to be seen. */
    public boolean hasOpenMatters() {
        return hasUnexplained()
                || announced.values().stream()
                        .anyMatch(announcement -> !announcement.awaited().isEmpty());
    }

    /** Whether something was seen that was not announced so far. */
    public boolean hasUnexplained() {
        return repeated.count() + disordered.count() + poisoned.count() > 0;
    }
}
