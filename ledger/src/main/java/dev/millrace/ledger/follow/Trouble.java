package dev.millrace.ledger.follow;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * Failures that follow each other: the first is logged as a warning, those after it for whoever looks closely, and
 * each time it is worth waiting a little longer. Thread-safe.
 */
final class Trouble {
    private static final Duration SHORTEST = Duration.ofMillis(200);
    private static final int DOUBLINGS = 6;

    private final Logger log;
    private final String what;
    private int failures;
    private @Nullable String latest;

    /** Trouble with something, named in a few words: "saving the account". */
    Trouble(Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    /** It failed once more. Returns how long to wait before the next try: from 200 ms to 13 s. */
    synchronized Duration failed(Exception failure) {
        latest = what + " failed: " + reason(failure);
        log.atLevel(failures == 0 ? Level.WARN : Level.DEBUG)
                .setCause(failure)
                .addKeyValue("what", what)
                .addKeyValue("failures", failures + 1)
                .log("failed, will be tried again");
        var wait = SHORTEST.multipliedBy(1L << Math.min(failures, DOUBLINGS));
        failures++;
        return wait;
    }

    /** It worked. */
    synchronized void over() {
        if (failures > 0) {
            log.atInfo()
                    .addKeyValue("what", what)
                    .addKeyValue("failures", failures)
                    .log("works again");
            failures = 0;
            latest = null;
        }
    }

    /** What is wrong now, if anything. */
    synchronized Optional<String> now() {
        return Optional.ofNullable(latest);
    }

    /** The failure in words, with what is at the bottom of it: libraries tend to wrap what a person needs to know. */
    private static String reason(Throwable failure) {
        var bottom = failure;
        while (bottom.getCause() != null) {
            bottom = bottom.getCause();
        }
        var message = message(failure);
        var deepest = message(bottom);
        return message.contains(deepest) ? message : message + ": " + deepest;
    }

    private static String message(Throwable failure) {
        var message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
