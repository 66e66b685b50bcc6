package dev.millrace.event.progress;

import dev.millrace.event.interval.IntervalSet;

/**
 * What a source did with some indices other than send each of them once and in order.
 *
 * <p>It is written in the Kafka transaction that carries the source's events and its progress, so it is exactly as true
 * as they are. Whoever accounts for events takes an index that was left out for settled, and a repeat that was announced
 * for what was to be.
 *
 * @param run     the run
 * @param source  the source within it
 * @param shard   which part of the source this is about
 * @param topic   where the events were to go; of a source with several topics, the one it is known by
 * @param kind    what was done
 * @param indices with which indices, at least one; where the source is split, their places in the shard, as in progress.
 *                Must not be changed
 */
public record Deviation(String run, String source, Shard shard, String topic, DeviationKind kind, IntervalSet indices) {
    /**
     * The topic that deviations are written to, with {@link #key()} as key: those of one source are in order. It is kept
     * whole, for nothing else tells what they tell.
     */
    public static final String TOPIC = "millrace.deviations";

    public Deviation {
        if (indices.isEmpty()) {
            throw new IllegalArgumentException("a deviation of no index is none");
        }
    }

    /** What a source that is not split did. */
    public Deviation(String run, String source, String topic, DeviationKind kind, IntervalSet indices) {
        this(run, source, Shard.ONLY, topic, kind, indices);
    }

    /** The record key: that of the progress which speaks of it. */
    public String key() {
        return Progress.key(run, source, shard);
    }
}
