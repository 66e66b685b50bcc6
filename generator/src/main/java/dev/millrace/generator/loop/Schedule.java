package dev.millrace.generator.loop;

import dev.millrace.generator.channel.SourceChannel;
import dev.millrace.generator.workload.DueTimes;

/**
 * When the events of a source are due, laid onto its run's clock.
 *
 * @param times when events are due in active time
 * @param clock which the sources of the run share
 */
record Schedule(DueTimes times, RunClock clock) {

    /** How many events there will be in all; {@link Long#MAX_VALUE} where there is no end. */
    long events() {
        return times.events();
    }

    /** How many events are due before an active time. */
    long countBefore(long activeNanos) {
        return times.countAt(activeNanos - 1);
    }

    /** How many events are due by a time of the run, active nanoseconds. */
    long countBy(long activeNanos) {
        return times.countAt(activeNanos);
    }

    /** How many events of a channel's shard are due by an active time and not sent. */
    long waiting(SourceChannel channel, long activeNanos) {
        return Math.max(
                0,
                Math.ceilDiv(
                        countBy(activeNanos) - channel.next(),
                        channel.key().shard().of()));
    }

    /** Active time at a reading of the monotonic clock, nanoseconds. */
    long activeAt(long nanoTime) {
        return clock.activeAt(nanoTime);
    }

    /** When an event is due in active time, nanoseconds. */
    long activeNanos(long index) {
        return times.offsetNanos(index);
    }

    /** When an event is due, microseconds since 1970. */
    long wallMicros(long activeNanos) {
        return clock.wallMicros(activeNanos);
    }

    /**
     * The timestamp of the record of an event, milliseconds since 1970: when it is due, and for one that was due before
     * the run began, now, lest it be older than its topic keeps records.
     */
    long timestamp(long activeNanos) {
        return timestamp(activeNanos, wallMicros(activeNanos));
    }

    /** As {@link #timestamp(long)}, where it is known when the event is due, microseconds since 1970. */
    long timestamp(long activeNanos, long dueMicros) {
        return activeNanos < 0 ? clock.wallMillis() : dueMicros / 1_000;
    }
}
