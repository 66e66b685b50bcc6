package dev.millrace.delivery.audit;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** The waits between tries: each twice the one before, shortened at random by up to half. For one thread. */
final class Backoff {
    private final RetrySettings settings;
    private final RandomGenerator random;
    private int failures;

    Backoff(RetrySettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    /** How long to wait after one more failure. */
    Duration next() {
        long longest = settings.longest().toNanos();
        long first = settings.first().toNanos();
        // Beyond 40 doublings the first wait of a nanosecond would be at the longest, too.
        int doublings = Math.min(failures++, 40);
        long wait = first > longest >> doublings ? longest : first << doublings;
        return Duration.ofNanos(wait / 2 + random.nextLong(wait / 2 + 1));
    }

    /** It worked. */
    void reset() {
        failures = 0;
    }
}
