package dev.millrace.flow.limit;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Permits that may be spent in one stretch of time. They come free evenly over its first part; the rest of it is for
 * callers that are late. What is left at its end is given back. Safe for use by several threads; nothing blocks.
 */
final class Lease {
    /** No log knows of it: a local one. */
    static final long UNLOGGED = -1;

    private static final long CLOSED = Long.MIN_VALUE;

    private final long start;
    private final long end;
    private final long release;
    private final long granted;
    private final long epoch;
    private final long number;
    private final AtomicLong taken = new AtomicLong();

    /**
     * @param start   in nanoseconds of the clock that {@link #take} is called with
     * @param end     after the last permit may be spent
     * @param granted how many
     * @param epoch   of the log that knows of it, or {@link #UNLOGGED}
     * @param number  what that log knows it by
     */
    Lease(long start, long end, long granted, long epoch, long number) {
        this.start = start;
        this.end = end;
        this.release = Math.max(1, (end - start) / 2);
        this.granted = granted;
        this.epoch = epoch;
        this.number = number;
    }

    /** One without permits. */
    static Lease none(long now) {
        return new Lease(now, now, 0, UNLOGGED, 0);
    }

    /** Takes up to the wanted number of those that are free; returns how many, 0 if none is. */
    int take(int wanted, long now) {
        long free = free(now);
        while (true) {
            long before = taken.get();
            long got = Math.min(wanted, free - before);
            if (before < 0 || got <= 0) {
                return 0;
            }
            if (taken.compareAndSet(before, before + got)) {
                return (int) got;
            }
        }
    }

    private long free(long now) {
        if (now < start || now >= end) {
            return 0;
        }
        long since = now - start;
        return since >= release ? granted : Math.min(granted, 1 + (long) ((double) granted * since / release));
    }

    /** How long until another permit comes free, 0 if one is; {@link Long#MAX_VALUE} if none will. */
    long nanosUntilFree(long now) {
        long next = taken.get();
        if (next < 0 || next >= granted || now >= end) {
            return Long.MAX_VALUE;
        }
        if (next < free(now)) {
            return 0;
        }
        return Math.max(1, start + (long) Math.ceil((double) next * release / granted) - now);
    }

    /** When another permit comes free, or it can be known that none will. */
    long freeAt(long now) {
        long wait = nanosUntilFree(now);
        return wait == Long.MAX_VALUE ? now : now + wait;
    }

    /** Whether its time has come. */
    boolean hasBegun(long now) {
        return now >= start;
    }

    /** Whether nothing can be taken any more. */
    boolean isOver(long now) {
        long before = taken.get();
        return now >= end || before < 0 || before >= granted;
    }

    /** Lets nobody take any more, so that what was taken is final. */
    void close() {
        taken.getAndUpdate(before -> before | CLOSED);
    }

    long taken() {
        return taken.get() & ~CLOSED;
    }

    long left() {
        return granted - taken();
    }

    /** What is left, to be given back; for one that is closed. */
    ReturnedLease returned() {
        return new ReturnedLease(number, granted, taken());
    }

    /** Of the log that knows of it. */
    long epoch() {
        return epoch;
    }

    /** When its time ends. */
    long end() {
        return end;
    }
}
