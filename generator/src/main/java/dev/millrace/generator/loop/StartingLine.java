package dev.millrace.generator.loop;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Where the generated sources of a run wait for each other until all can send: only then the run's clock starts, so that
 * the time it takes to open channels makes no event late. Who cannot send, such as for a topic that is missing, holds
 * the others up for a limited time. Thread-safe.
 */
public final class StartingLine {
    private static final long LOOK_AROUND_NANOS = 5_000_000;

    private final AtomicInteger missing;
    private final Duration patience;
    private final Runnable start;
    private final LongSupplier nanoTime;
    private volatile boolean started;

    /**
     * @param sources  how many will come, or {@linkplain Place#leave() leave}
     * @param patience for how long a source waits for the others
     * @param start    called once, by a source that waited, before any goes on
     */
    public StartingLine(int sources, Duration patience, Runnable start) {
        this(sources, patience, start, System::nanoTime);
    }

    StartingLine(int sources, Duration patience, Runnable start, LongSupplier nanoTime) {
        this.missing = new AtomicInteger(sources);
        this.patience = patience;
        this.start = start;
        this.nanoTime = nanoTime;
    }

    /** The place of one source. */
    public Place place() {
        return new Place();
    }

    /** All wait for the one that starts, not only for the decision who does. */
    private synchronized void startOnce() {
        if (!started) {
            try {
                start.run();
            } finally {
                started = true;
            }
        }
    }

    /** One source's place on the line; used by one thread. */
    public final class Place {
        private boolean counted;

        private Place() {}

        /**
         * Waits until all are there, the patience is over, or the stop is asked for. Not at all if it was here before, or
         * comes when the others have started.
         */
        void await(StopSignal stop) {
            if (counted) {
                return;
            }
            leave();
            long since = nanoTime.getAsLong();
            while (!stop.stopped()
                    && !started
                    && missing.get() > 0
                    && nanoTime.getAsLong() - since < patience.toNanos()) {
                stop.sleepNanos(LOOK_AROUND_NANOS);
            }
            if (!stop.stopped()) {
                startOnce();
            }
        }

        /** Says that the others need not wait for this one. */
        void leave() {
            if (!counted) {
                counted = true;
                missing.decrementAndGet();
            }
        }
    }
}
