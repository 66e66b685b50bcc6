package dev.millrace.flow.limit;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * When to ask for the next lease. A full limit has room again when a lease of a window ago ceases to count. So an
 * instance asks just when one of its own does: asking at any other time leaves that room unused for up to a period, and
 * makes calls for nothing. Not thread-safe.
 */
final class Rhythm {
    private long periodNanos;
    private final Queue<Long> expiries = new ArrayDeque<>();

    Rhythm(LeaseTiming timing) {
        this.periodNanos = timing.periodMicros() * 1_000;
    }

    /** From now on requests are to be so far apart, in microseconds. */
    void adjust(long periodMicros) {
        periodNanos = periodMicros * 1_000;
    }

    /** A lease was granted that ceases to count at that time of ours. */
    void granted(long expiry) {
        expiries.add(expiry);
    }

    /** When to ask next after having asked at that time: about a period later. */
    long next(long askedAt) {
        long earliest = askedAt + periodNanos * 4 / 5;
        while (!expiries.isEmpty() && expiries.element() < earliest) {
            expiries.remove();
        }
        return expiries.isEmpty() || expiries.element() > askedAt + periodNanos * 5 / 4
                ? askedAt + periodNanos
                : expiries.element();
    }
}
