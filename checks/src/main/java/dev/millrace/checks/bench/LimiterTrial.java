package dev.millrace.checks.bench;

import java.time.Duration;

/**
 * What all processes of one run of the limiter's benchmark know.
 *
 * @param name      of the limit, in Redis
 * @param permits   how many there are in a window
 * @param instances how many processes share it
 */
record LimiterTrial(String name, long permits, int instances) {
    static final Duration WINDOW = Duration.ofSeconds(1);
}
