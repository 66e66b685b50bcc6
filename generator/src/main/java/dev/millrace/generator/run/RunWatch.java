package dev.millrace.generator.run;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Sees to the runs over and over, on a thread of its own. Whatever fails, the sources that are being sent go on, and the next
 * round may do better. Thread-safe.
 */
final class RunWatch {
    private static final Logger log = LoggerFactory.getLogger(RunWatch.class);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Runnable round;
    private final Thread thread = Thread.ofPlatform().name("runs").daemon().unstarted(this::watch);
    private volatile boolean ended;
    private boolean troubled;

    /** @param round called again and again; waits for news by itself */
    RunWatch(Runnable round) {
        this.round = round;
    }

    void start() {
        thread.start();
    }

    /** No further round begins; waits until the last is over, at most so long. Whether it is. */
    boolean end(Duration atMost) {
        ended = true;
        try {
            return !thread.isAlive() || thread.join(atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !thread.isAlive();
        }
    }

    private void watch() {
        while (!ended) {
            try {
                round.run();
                if (troubled) {
                    log.info("The runs are seen to again");
                }
                troubled = false;
            } catch (RuntimeException e) {
                log.atLevel(troubled ? Level.DEBUG : Level.WARN)
                        .setCause(e)
                        .log("The runs could not be seen to and are tried again: reason={}", e.getMessage());
                troubled = true;
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended = true;
        }
    }
}
