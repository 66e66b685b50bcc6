package dev.millrace.flow.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waiting times between tries: they double from the first to the longest, each shortened by up to half at
 * random, so that many who failed together do not come back together. Not thread-safe.
 */
public final class Backoff {
    private final RetrySettings settings;
    private final RandomGenerator random;
    private Duration next;

    /** Before the first try has failed. */
    public Backoff(RetrySettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
        this.next = settings.first();
    }

    /** How long to wait after one more failure. */
    public Duration next() {
        var now = next;
        var doubled = next.multipliedBy(2);
        next = doubled.compareTo(settings.longest()) > 0 ? settings.longest() : doubled;
        return Duration.ofNanos((long) (now.toNanos() * (1 - random.nextDouble() / 2)));
    }

    /** It worked. */
    public void reset() {
        next = settings.first();
    }
}
