package dev.millrace.flow.limit;

/**
 * Permits without the shared log: a token bucket that fills at nine tenths of the limit divided by the instances there
 * were, and gives out short leases. In no window does it let this instance spend more than that, what it spent by the
 * log's leave included. Not thread-safe.
 */
final class LocalBucket {
    /** Instances may have come that are not known here. */
    static final double PART = 0.9;

    private final LeaseTiming timing;
    private final long permits;
    private double tokens;
    private long filledAt;
    private long instances = 1;

    LocalBucket(LeaseTiming timing, long permits) {
        this.timing = timing;
        this.permits = permits;
    }

    /** Begins empty. */
    void open(long now, long knownInstances) {
        tokens = 0;
        filledAt = now;
        instances = Math.max(1, knownInstances);
    }

    /**
     * The next lease, which begins now.
     *
     * @param spent what this instance spent in the window that ends now
     */
    Lease lease(long now, long spent) {
        double perNano = PART * permits / instances / (timing.windowMicros() * 1e3);
        double periodNanos = timing.periodMicros() * 1e3;
        double most = Math.max(1, 2 * perNano * periodNanos);
        tokens = Math.min(tokens + (now - filledAt) * perNano, most);
        filledAt = now;
        long room = Math.max(1, (long) (PART * permits / instances)) - spent;
        long granted = Math.max(0, Math.min((long) tokens, room));
        tokens -= granted;
        double untilOne = granted > 0 ? periodNanos : Math.max(periodNanos, (1 - tokens) / perNano);
        // Even without permits it lasts for a while, but never so long that a recovery would be waited for.
        return new Lease(now, now + (long) Math.min(untilOne, 2e7), granted, Lease.UNLOGGED, 0);
    }

    /** Takes back what was not used of a lease. */
    void giveBack(long left) {
        tokens += left;
    }
}
