package dev.millrace.generator.batch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The arrays that batches are written into, no more of them than so many bytes at a time. Thread-safe. */
final class BatchMemory {
    private final long most;
    private final int usual;
    private final Deque<byte[]> spare = new ArrayDeque<>();
    private long taken;

    /**
     * @param most  bytes in all; a single array may be larger if nothing else is taken
     * @param usual size of the arrays that are kept for another use
     */
    BatchMemory(long most, int usual) {
        this.most = most;
        this.usual = usual;
    }

    /** How much is taken, from 0 to 1. */
    synchronized double filling() {
        return Math.min(1, (double) taken / most);
    }

    /** An array of at least that size, the usual one where that will do; null if there is no room for it within the time. */
    synchronized byte @Nullable [] take(int atLeast, Duration atMost) throws InterruptedException {
        int size = Math.max(atLeast, usual);
        long until = System.nanoTime() + atMost.toNanos();
        while (taken > 0 && taken + size > most) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                return null;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        taken += size;
        var before = size == usual ? spare.poll() : null;
        return before == null ? new byte[size] : before;
    }

    /** An array is not used any more. */
    synchronized void give(byte[] array) {
        taken -= array.length;
        if (array.length == usual) {
            spare.push(array);
        }
        notifyAll();
    }
}
