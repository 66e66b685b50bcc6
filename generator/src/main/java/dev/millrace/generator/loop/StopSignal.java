package dev.millrace.generator.loop;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks a loop to come to an end, and lets it sleep until then. Thread-safe. */
public final class StopSignal {
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean handsOver;

    /** Asks for the end; asking twice is the same as once. */
    public void stop() {
        stopped.countDown();
    }

    /** Asks for the end because another loop is about to go on: what waits for its time is left to that one. */
    public void handOver() {
        handsOver = true;
        stop();
    }

    /** Whether another loop goes on. */
    public boolean handsOver() {
        return handsOver;
    }

    /** Whether the end was asked for. */
    public boolean stopped() {
        return stopped.getCount() == 0;
    }

    /** Sleeps for the given time or until the end is asked for. An interrupt counts as asking. */
    public void sleep(Duration time) {
        sleepNanos(time.toNanos());
    }

    void sleepNanos(long nanos) {
        try {
            if (stopped.await(nanos, TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
        }
    }
}
