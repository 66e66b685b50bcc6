package dev.millrace.flow.limit;

/**
 * How a limit stands, as this instance sees it.
 *
 * @param mode      who decides
 * @param instances how many instances share it, as last known
 * @param taken     permits given to callers here since the start
 * @param forfeited permits granted here and not used in their time; they were given back
 * @param used      permits that counted against the limit, of all instances, at the last answer
 * @param level     the most an instance should take in a window, in thousandths of a permit, at the last answer
 * @param failures  how often the log could not be reached in time
 */
public record LimitStatus(
        LimiterMode mode, long instances, long taken, long forfeited, long used, long level, long failures) {
    /** The same, with so many permits more that were given to callers. */
    LimitStatus with(long more) {
        return new LimitStatus(mode, instances, taken + more, forfeited, used, level, failures);
    }
}
