package dev.millrace.generator.channel;

import java.time.Instant;

/**
 * That Kafka will not take an event.
 *
 * @param reason   Kafka's, the last time
 * @param attempts how often it was tried
 * @param first    when the first attempt failed
 * @param last     when the last one did
 */
record Refusal(String reason, int attempts, Instant first, Instant last) {
    /** It was tried for the first time. */
    static Refusal first(String reason, Instant now) {
        return new Refusal(reason, 1, now, now);
    }

    /** It was tried again. */
    Refusal again(String newest, Instant now) {
        return new Refusal(newest, attempts + 1, first, now);
    }
}
