package dev.millrace.ledger.account;

import dev.millrace.ledger.interval.IntervalSet;
import java.util.List;
import java.util.Optional;

/**
 * What was seen of one source in one run, or of one shard of it, whose events stand here by their places in the shard:
 * what is called an index is a place then. An index is either delivered or dead-lettered: whichever was seen first;
 * the other is a repeat.
 *
 * @param key          the source
 * @param lanes        what was seen, by topic
 * @param deadLettered indices seen as dead letters of the source itself; must not be changed
 * @param repeated     events that were there already
 * @param disordered   events that stand behind a higher index of their source in their partition, repeats left out
 */
public record SourceStatement(
        SourceKey key, List<LaneStatement> lanes, IntervalSet deadLettered, Sightings repeated, Sightings disordered) {
    public SourceStatement {
        lanes = List.copyOf(lanes);
    }

    /** A source of which nothing was seen. */
    public static SourceStatement nothing(SourceKey key) {
        return new SourceStatement(key, List.of(), new IntervalSet(), Sightings.NONE, Sightings.NONE);
    }

    /** What was seen on one topic, if anything. */
    public Optional<LaneStatement> lane(String topic) {
        return lanes.stream().filter(lane -> lane.topic().equals(topic)).findFirst();
    }
}
