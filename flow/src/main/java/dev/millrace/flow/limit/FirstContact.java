package dev.millrace.flow.limit;

import java.util.concurrent.TimeUnit;

/**
 * An instance that begins waits a while for the log without any permits: it knows of no others, and the connection is only
 * being made. Were it to decide alone at once, each that starts would take a limit of its own for a moment. Not
 * thread-safe.
 */
final class FirstContact {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long KNOCK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private boolean begun;
    private long begunAt;

    /** The log is asked, for the first time or once more. */
    void asked(long now) {
        if (!begun) {
            begun = true;
            begunAt = now;
        }
    }

    /** Whether the log may still be on its way, though it did not answer. */
    boolean isAwaited(long now) {
        return now - begunAt < PATIENCE_NANOS;
    }

    /** When to ask again. */
    long next(long now) {
        return now + KNOCK_NANOS;
    }
}
