package dev.millrace.delivery.audit;

import dev.millrace.settings.Durations;
import dev.millrace.settings.InvalidSetting;
import java.time.Duration;

/**
 * How patiently a server that fails is tried again. The wait doubles with each failure in a row, and each wait is
 * shortened by up to half at random, so that instances do not come back all at once.
 *
 * @param first     the wait after the first failure
 * @param longest   no wait is longer
 * @param answer    how long PostgreSQL or Kafka may take to answer before the attempt counts as failed
 */
public record RetrySettings(Duration first, Duration longest, Duration answer) {
    /** 200 ms, 10 s, 30 s. */
    public static final RetrySettings DEFAULT =
            new RetrySettings(Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofSeconds(30));

    public RetrySettings {
        positive("first", first);
        positive("longest", longest);
        positive("answer", answer);
        if (longest.compareTo(first) < 0) {
            throw new InvalidSetting(
                    "longest",
                    "must not be shorter than first (" + Durations.format(first) + "), was "
                            + Durations.format(longest));
        }
    }

    private static void positive(String field, Duration duration) {
        if (!duration.isPositive() || duration.compareTo(Duration.ofHours(1)) > 0) {
            throw new InvalidSetting(field, "must be from above 0s to 1h, was " + Durations.format(duration));
        }
    }
}
