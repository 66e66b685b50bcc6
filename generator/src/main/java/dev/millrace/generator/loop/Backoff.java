package dev.millrace.generator.loop;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waiting times between tries: they double from the first to the longest, each shortened by up to half at
 * random, so that many who failed together do not come back together. Not thread-safe.
 */
public final class Backoff {
    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private Duration next;

    /** Pauses that double from {@code first} to {@code longest}. */
    public Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
        this.next = first;
    }

    /** The next pause: from half of what it has come to, up to all of it. */
    public Duration next() {
        var now = next;
        var doubled = next.multipliedBy(2);
        next = doubled.compareTo(longest) > 0 ? longest : doubled;
        return Duration.ofNanos((long) (now.toNanos() * (1 - random.nextDouble() / 2)));
    }

    /** Begins anew with the first. */
    public void reset() {
        next = first;
    }
}
