package dev.millrace.generator.batch;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The batches whose answers are to come, and why the first one failed that did. Thread-safe. */
final class BatchAnswers {
    private long missing;
    private @Nullable Exception failure;

    /** A batch is on its way. */
    synchronized void expect() {
        missing++;
    }

    /** The answer to a batch has come, or will not. */
    synchronized void arrived() {
        missing--;
        if (missing == 0) {
            notifyAll();
        }
    }

    /** From now on nothing is to be sent. Only the first reason is kept, and given: what fails later goes down with it. */
    synchronized Exception fail(Exception why) {
        if (failure == null) {
            failure = why;
            notifyAll();
        }
        return failure;
    }

    /** Why nothing is to be sent; null while all is well. */
    synchronized @Nullable Exception failure() {
        return failure;
    }

    /** Waits until all have come, or something has failed, or the time is up; whether it was not the time. */
    synchronized boolean await(Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        while (missing > 0 && failure == null) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }
}
