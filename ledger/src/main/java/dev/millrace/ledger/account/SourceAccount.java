package dev.millrace.ledger.account;

import dev.millrace.event.progress.Shard;
import dev.millrace.ledger.interval.Addition;
import dev.millrace.ledger.interval.IntervalSet;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is seen of one source in one run, or of one shard of it, event by event. Not thread-safe. */
public final class SourceAccount {
    private final SourceKey key;
    private final Shard shard;
    private final Map<String, Lane> lanes = new TreeMap<>();
    private final IntervalSet deadLettered;
    private final SightingLog repeated;
    private final SightingLog disordered;
    private @Nullable SourceStatement statement;
    /** The lane that was used last: neighbours share it nearly always. */
    private @Nullable Lane latest;

    private String latestTopic = "";

    SourceAccount(SourceStatement known) {
        this.key = known.key();
        this.shard = key.shard();
        this.deadLettered = known.deadLettered().copy();
        this.repeated = new SightingLog(known.repeated());
        this.disordered = new SightingLog(known.disordered());
        this.statement = known;
        for (var lane : known.lanes()) {
            lanes.put(lane.topic(), new Lane(lane));
        }
    }

    public SourceKey key() {
        return key;
    }

    /** An event of this source was read from a topic. */
    public void delivered(long index, String topic, int partition, long offset) {
        statement = null;
        var lane = lane(topic);
        long place = shard.places(index);
        boolean buried = !deadLettered.isEmpty() && deadLettered.contains(place);
        if (buried || lane.delivered().add(place) == Addition.REPEAT) {
            repeated.add(index, topic, partition, offset);
        } else if (!lane.rises(partition, place)) {
            disordered.add(index, topic, partition, offset);
        }
    }

    /**
     * A dead letter of this source itself was read: an event that took an index and never reached its topic.
     *
     * @param meantFor the topic it was meant for
     * @param topic    the dead-letter topic it was read from
     */
    public void deadLettered(long index, String meantFor, String topic, int partition, long offset) {
        statement = null;
        var lane = lanes.get(meantFor);
        long place = shard.places(index);
        boolean there = lane != null && lane.delivered().contains(place);
        if (there || deadLettered.add(place) == Addition.REPEAT) {
            repeated.add(index, topic, partition, offset);
        }
    }

    /** A partition's log was replaced, so that nothing stands before what comes. */
    void startOver(String topic, int partition) {
        var lane = lanes.get(topic);
        if (lane != null) {
            lane.startOver(partition);
            statement = null;
        }
    }

    /** What was seen so far. The same object as long as nothing more is seen. */
    public SourceStatement statement() {
        if (statement == null) {
            statement = new SourceStatement(
                    key,
                    lanes.values().stream().map(Lane::statement).toList(),
                    deadLettered.copy(),
                    repeated.statement(),
                    disordered.statement());
        }
        return statement;
    }

    // Called for every event, by a caller that has one object for each topic: identity settles nearly every call.
    @SuppressWarnings("ReferenceEquality")
    private Lane lane(String topic) {
        var lane = latest;
        if (lane == null || latestTopic != topic) {
            lane = lanes.computeIfAbsent(topic, Lane::new);
            latest = lane;
            latestTopic = topic;
        }
        return lane;
    }
}
