package dev.millrace.flow.retry;

import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.Durations;
import dev.millrace.settings.InvalidSetting;
import java.time.Duration;

/**
 * How long a sender waits between its tries to reach Kafka, which it never gives up, for where would its events go? And how
 * often it tries to send an event that Kafka refuses, which it does give up.
 */
public record RetrySettings(
        @Doc("The longest pause before the second try; it doubles with each.") @Default("100ms")
        Duration first,

        @Doc("No pause is longer than this.") @Default("5s") Duration longest,

        @Doc("How often an event that Kafka refuses is tried before it is put aside as a dead letter.") @Default("1")
        int tries) {
    public RetrySettings {
        if (!first.isPositive()) {
            throw new InvalidSetting("first", "must be positive, was " + Durations.format(first));
        }
        if (longest.compareTo(first) < 0) {
            throw new InvalidSetting(
                    "longest",
                    "must not be below first, " + Durations.format(first) + ", was " + Durations.format(longest));
        }
        if (tries < 1) {
            throw new InvalidSetting("tries", "must be at least 1, was " + tries);
        }
    }

    /** Pauses before a second try at anything but an event that Kafka refuses. */
    public RetrySettings(Duration first, Duration longest) {
        this(first, longest, 1);
    }

    /** What stands in where the file says nothing. */
    public static RetrySettings defaults() {
        return new RetrySettings(Duration.ofMillis(100), Duration.ofSeconds(5));
    }
}
