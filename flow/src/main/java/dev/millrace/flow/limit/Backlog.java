package dev.millrace.flow.limit;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much waits on this instance: the sum over all callers that were refused since it was last begun anew. Thread-safe,
 * without locks; a caller that speaks at the very moment in which it is begun anew may count in the wrong of the two sums.
 */
final class Backlog {
    /** More than anybody could have; even a thousand times that is no overflow. */
    static final long MOST = 1L << 53;

    private final AtomicLong sum = new AtomicLong();
    private volatile int round;

    long sum() {
        return Math.max(0, sum.get());
    }

    /** For one thread at a time. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void beginAnew() {
        round++;
        sum.set(0);
    }

    /** For callers that could use any number. */
    void boundless() {
        sum.set(MOST);
    }

    /** What one caller has waiting. For one thread. */
    final class Part {
        private int toldIn = -1;
        private long told;

        /** The last word of a caller counts. */
        void tell(long waiting) {
            int now = round;
            long most = Math.min(waiting, MOST);
            sum.addAndGet(now == toldIn ? most - told : most);
            toldIn = now;
            told = most;
        }
    }
}
