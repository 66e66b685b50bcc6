package dev.millrace.generator.loop;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that does nothing but sleep for a millisecond again and again, and so is late only where the machine has given
 * its processors to others. Shows that it was not the program under test that was slow.
 */
final class Idler implements AutoCloseable {
    private static final long NAP_NANOS = Duration.ofMillis(1).toNanos();
    /** Timers are late by themselves, by less than this. */
    private static final long USUAL_NANOS = Duration.ofMillis(1).toNanos();

    private final long begin = System.nanoTime();
    private final Thread thread = Thread.ofPlatform().name("idler").daemon().unstarted(this::idle);
    private volatile long late;
    private volatile boolean closed;

    Idler() {
        thread.start();
    }

    /** For which share of its life it was kept waiting though it could have run. */
    double lateShare() {
        return late / (double) (System.nanoTime() - begin);
    }

    private void idle() {
        long sum = 0;
        while (!closed) {
            long from = System.nanoTime();
            LockSupport.parkNanos(NAP_NANOS);
            sum += Math.max(0, System.nanoTime() - from - NAP_NANOS - USUAL_NANOS);
            late = sum;
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }
}
