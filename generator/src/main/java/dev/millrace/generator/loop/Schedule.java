package dev.millrace.generator.loop;

import dev.millrace.event.json.TimestampWriter;
import dev.millrace.generator.workload.Workload;
import java.time.Clock;

/**
 * A workload's due times laid onto the clocks: the monotonic one to wait by, so that a jump of the wall clock
 * neither floods nor starves, and the wall clock as it was at the start, to date events by. Immutable.
 */
final class Schedule {
    private final Workload workload;
    private final long zeroNanos;
    private final long zeroWallMicros;

    private Schedule(Workload workload, long zeroNanos, long zeroWallMicros) {
        this.workload = workload;
        this.zeroNanos = zeroNanos;
        this.zeroWallMicros = zeroWallMicros;
    }

    /** A schedule in which event {@code next} is due now. */
    static Schedule from(Workload workload, long next, Clock clock) {
        long offset = workload.offsetNanos(next);
        return new Schedule(
                workload, System.nanoTime() - offset, TimestampWriter.epochMicros(clock.instant()) - offset / 1_000);
    }

    /** How many events are due by the given reading of the monotonic clock. */
    long countAt(long nanoTime) {
        return workload.countAt(nanoTime - zeroNanos);
    }

    /** Nanoseconds from the given reading until an event is due; negative if it is late. */
    long nanosUntil(long index, long nanoTime) {
        return zeroNanos + workload.offsetNanos(index) - nanoTime;
    }

    /** When an event is due, microseconds since 1970. */
    long wallMicros(long index) {
        return zeroWallMicros + workload.offsetNanos(index) / 1_000;
    }
}
