package dev.millrace.event.deviation;

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
 * @param topic   where the events were to go; of a source with several topics, the one it is known by
 * @param kind    what was done
 * @param indices with which indices, at least one; must not be changed
 */
public record Deviation(String run, String source, String topic, DeviationKind kind, IntervalSet indices) {
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

    /** The record key. */
    public String key() {
        return run + '/' + source;
    }
}
