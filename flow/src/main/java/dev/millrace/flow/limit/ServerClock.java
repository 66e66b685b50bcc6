package dev.millrace.flow.limit;

/**
 * What is known here of the server's clock: for a time of ours, between which two times of the server's it lies. Every
 * answer tells that its time stamp lies between when the question was sent and when the answer came; the narrowest of
 * the last seconds' answers counts, so one slow answer makes nothing vaguer. Not thread-safe.
 */
final class ServerClock {
    /** Two clocks drift apart by less: 500 millionths. */
    private static final long DRIFT_DIVISOR = 2_000;

    /** The server's time minus ours is at least this, in nanoseconds. */
    private long least = Long.MIN_VALUE;

    /** And at most this. */
    private long most = Long.MAX_VALUE;

    private long learnedAt;

    /**
     * Takes in an answer.
     *
     * @param sent        when the question left, in nanoseconds of our clock
     * @param received    when the answer came
     * @param serverNanos the server's time in it
     */
    void learn(long sent, long received, long serverNanos) {
        long low = serverNanos - received;
        // The server cuts its time to microseconds.
        long high = serverNanos + 1_000 - sent;
        if (most != Long.MAX_VALUE) {
            long drift = (received - learnedAt) / DRIFT_DIVISOR;
            low = Math.max(low, least - drift);
            high = Math.min(high, most + drift);
        }
        if (low > high) {
            // One of the clocks was set: what was known is void.
            low = serverNanos - received;
            high = serverNanos + 1_000 - sent;
        }
        least = low;
        most = high;
        learnedAt = received;
    }

    /** The earliest time of ours when the server's clock certainly shows at least this. */
    long certainlyReached(long serverNanos) {
        return serverNanos - least;
    }

    /** The latest time of ours when the server's clock certainly shows no more than this. */
    long certainlyNotPassed(long serverNanos) {
        return serverNanos - most;
    }
}
