package dev.millrace.generator.workload;

/**
 * What the rate of a workload may depend on beside its settings: facts of the run and of the source.
 *
 * @param seed     of the source's arrivals and of rates that are drawn
 * @param timeline when the run was active
 * @param start    active time at which the workload begins, nanoseconds; negative before the run's beginning
 */
public record Circumstances(long seed, Timeline timeline, long start) {
    /** The same for what begins later. */
    Circumstances later(long nanos) {
        return new Circumstances(seed, timeline, start + nanos);
    }
}
