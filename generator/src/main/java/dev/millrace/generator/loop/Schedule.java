package dev.millrace.generator.loop;

import dev.millrace.generator.workload.Workload;

/**
 * When the events of a source are due: its workload, laid onto its run's clock.
 *
 * @param workload when events are due in active time
 * @param clock    which the sources of the run share
 */
record Schedule(Workload workload, RunClock clock) {

    /** How many events are due by the given reading of the monotonic clock. */
    long countAt(long nanoTime) {
        return workload.countAt(clock.activeAt(nanoTime));
    }

    /** Nanoseconds from the given reading until an event is due; negative if it is late. */
    long nanosUntil(long index, long nanoTime) {
        return workload.offsetNanos(index) - clock.activeAt(nanoTime);
    }

    /** When an event is due, microseconds since 1970. */
    long wallMicros(long index) {
        return clock.wallMicros(workload.offsetNanos(index));
    }
}
