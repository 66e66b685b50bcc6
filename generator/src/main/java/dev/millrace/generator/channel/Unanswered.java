package dev.millrace.generator.channel;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The records whose answers are to come, and the first failure among those that came. Thread-safe. */
final class Unanswered {
    private long records;
    private @Nullable Exception failure;

    synchronized void sent() {
        records++;
    }

    synchronized void answered(@Nullable Exception failed) {
        records--;
        if (failure == null) {
            failure = failed;
        }
        if (records == 0) {
            notifyAll();
        }
    }

    /** Why one was not taken; null if none was refused so far. */
    synchronized @Nullable Exception failure() {
        return failure;
    }

    /** Waits until all are answered, or one has failed, or the time is up; whether it was not the time. */
    synchronized boolean await(Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toNanos(); records > 0 && failure == null; left = until - System.nanoTime()) {
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }
}
