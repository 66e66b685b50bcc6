package dev.millrace.app.program;

import java.time.Duration;

/** Waits for threads that were told to end. */
final class Joining {
    private Joining() {}

    /** Waits at most this long; an interrupt ends the wait and is kept for the caller. */
    static void join(Thread thread, Duration atMost) {
        try {
            thread.join(atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
