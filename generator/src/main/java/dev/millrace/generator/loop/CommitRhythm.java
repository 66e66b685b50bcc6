package dev.millrace.generator.loop;

/**
 * How long events are gathered before they are committed. A commit waits for all that is in flight, and the loop with it.
 * Where a source is behind anyway, commits come so far apart that waiting for them takes a tenth of the time: nobody
 * would have its events sooner, were they more often. Not thread-safe.
 */
final class CommitRhythm {
    private static final long COMMITS = 9;
    /** Readers wait for what is behind by at least this; they hardly wait longer for commits that are this far apart. */
    private static final long LONGEST_NANOS = 1_000_000_000;

    private final long usualNanos;
    private long nanos;

    /** @param usualNanos between two commits where nothing is behind */
    CommitRhythm(long usualNanos) {
        this.usualNanos = usualNanos;
        this.nanos = usualNanos;
    }

    /**
     * A commit came back.
     *
     * @param commitNanos how long it took
     * @param behindNanos how long the next event has been due; negative where it is not yet
     */
    void committed(long commitNanos, long behindNanos) {
        nanos = behindNanos < LONGEST_NANOS
                ? usualNanos
                : Math.clamp(COMMITS * commitNanos, usualNanos, Math.max(usualNanos, LONGEST_NANOS));
    }

    /** From the first event of a transaction to its commit, nanoseconds. */
    long nanos() {
        return nanos;
    }
}
