package dev.millrace.flow.retry;

import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.Durations;
import dev.millrace.settings.InvalidSetting;
import java.time.Duration;

/** How often and when what failed is tried again. */
public record RetrySettings(
        @Doc("The longest pause before the second try; it doubles with each.") @Default("100ms")
        Duration first,

        @Doc("No pause is longer than this.") @Default("10s")
        Duration longest,

        @Doc("After so many tries the event goes to the dead letters.") @Default("8")
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

    /** What stands in where the file says nothing. */
    public static RetrySettings defaults() {
        return new RetrySettings(Duration.ofMillis(100), Duration.ofSeconds(10), 8);
    }
}
