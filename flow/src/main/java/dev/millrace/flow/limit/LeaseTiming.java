package dev.millrace.flow.limit;

import java.time.Duration;

/**
 * When leases are asked for and how long they live. It follows from the window alone, so that all instances agree.
 *
 * <p>A lease is granted at some time by the server's clock; its permits may be spent from {@code lead} after that for
 * the time of {@code life}, and not before or after. Each counts against the limit until the end of its life plus the
 * window. So every permit that is spent in any one window is counted when the last of them is granted, and no window
 * holds more than the limit. The price is that of the window plus life, only the window's share can be used.
 *
 * @param windowMicros over which the limit is held
 * @param periodMicros from one request for a lease to the next
 * @param leadMicros   from the grant to when the first permit may be spent: time for the answer to arrive
 * @param lifeMicros   for how long the permits may be spent
 */
record LeaseTiming(long windowMicros, long periodMicros, long leadMicros, long lifeMicros) {
    /** 80 requests in a window of a second. */
    private static final int PERIODS_A_WINDOW = 80;

    private static final int LIVES_A_WINDOW = 250;
    private static final long SHORTEST_PERIOD = 5_000;
    private static final long LONGEST_PERIOD = 25_000;
    private static final long SHORTEST_LIFE = 1_500;
    private static final long LONGEST_LIFE = 25_000;

    /** Bounds the length of the log for long windows. */
    private static final int MOST_LEASES_A_WINDOW = 2_400;

    /** What all instances together ask a Redis in a second: it answers some more than twice as many. */
    private static final long CALLS_A_SECOND = 16_000;

    /** However many instances there are, each asks so often in a window. */
    private static final int LEAST_LEASES_A_WINDOW = 4;

    static LeaseTiming of(Duration window) {
        long micros = window.toNanos() / 1_000;
        long life = Math.clamp(micros / LIVES_A_WINDOW, SHORTEST_LIFE, LONGEST_LIFE);
        // A whole number of periods in the time a permit counts: each lease takes the place of one that ceases to.
        long period = (micros + life) / PERIODS_A_WINDOW;
        if (period < SHORTEST_PERIOD) {
            period = (micros + life) / ((micros + life) / SHORTEST_PERIOD);
        }
        if (period > LONGEST_PERIOD) {
            period = Math.max(LONGEST_PERIOD, micros / MOST_LEASES_A_WINDOW);
        }
        return new LeaseTiming(micros, period, period / 2, life);
    }

    /** From one request to the next where so many share the limit: longer, where Redis would have too much to answer. */
    long periodMicros(long instances) {
        long bearable = instances * 1_000_000 / CALLS_A_SECOND;
        return Math.max(periodMicros, Math.min(bearable, windowMicros / LEAST_LEASES_A_WINDOW));
    }

    /** How long a permit counts, from its grant. */
    long countedMicros() {
        return windowMicros + lifeMicros;
    }

    /** Which part of the limit can be used at most. */
    double usable() {
        return (double) windowMicros / countedMicros();
    }
}
