package dev.millrace.flow.retry;

/**
 * The pace at which a source works off what fell due during an outage, so that catching up does not overload what has just
 * recovered: due times pass by as they did, only so many times as fast, from where the outage began until the present is
 * reached. So a workload keeps its shape, and one that has come to its end is caught up with as well. Times are
 * nanoseconds of any one clock. Immutable.
 *
 * @param speed   how many times as fast, above 1
 * @param from    up to where all that was due had been sent when the outage began
 * @param resumed when the outage was over
 */
public record CatchUp(double speed, long from, long resumed) {
    /** Nothing to catch up with: what is due may be sent. */
    public static CatchUp none() {
        return new CatchUp(2, Long.MAX_VALUE, Long.MIN_VALUE);
    }

    /** Up to which due time events may be sent now. */
    public long reached(long now) {
        if (from >= now) {
            return now;
        }
        double ahead = (double) (now - resumed) * speed;
        return ahead >= (double) (now - from) ? now : from + (long) ahead;
    }
}
