package dev.millrace.flow.batch;

/**
 * How long the broker takes: the mean and spread of late, and the least of the last seconds. The least is what the way
 * itself takes; a mean would learn the overload it is to show. Not thread-safe.
 */
final class RoundTrips {
    /** The newest interval's weight in mean and spread. */
    private static final double NEWEST = 0.2;

    private static final double DEVIATIONS = 2.5;

    private final long windowNanos;
    private double mean;
    private double variance;
    private long least = Long.MAX_VALUE;
    private long leastBefore = Long.MAX_VALUE;
    private long turnedAt;

    /** @param windowNanos the least is that of at least this time, and at most twice as long */
    RoundTrips(long windowNanos, long now) {
        this.windowNanos = windowNanos;
        this.turnedAt = now;
    }

    /** One answer came. */
    void add(long nanos, long now) {
        if (now - turnedAt > windowNanos) {
            leastBefore = least;
            least = Long.MAX_VALUE;
            turnedAt = now;
        }
        least = Math.min(least, nanos);
    }

    /** What was known of the least does not hold any more. */
    void leastIs(long nanos, long now) {
        least = nanos;
        leastBefore = Long.MAX_VALUE;
        turnedAt = now;
    }

    /** Takes in an interval's average; tells whether it is out of the ordinary. */
    boolean isUnusual(double average) {
        var isUnusual = mean > 0 && average > mean + DEVIATIONS * Math.sqrt(variance) && average > 1.1 * mean;
        if (mean == 0) {
            mean = average;
        }
        double difference = average - mean;
        mean += NEWEST * difference;
        variance = (1 - NEWEST) * (variance + NEWEST * difference * difference);
        return isUnusual;
    }

    /** The least of late; 0 if nothing is known. */
    long least() {
        long known = Math.min(least, leastBefore);
        return known == Long.MAX_VALUE ? 0 : known;
    }
}
