package dev.millrace.generator.flow;

import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.Durations;
import dev.millrace.settings.InvalidSetting;
import java.time.Duration;

/** How long a source waits between its tries to reach Kafka. It never gives up: where would its events go? */
public record RetryPauses(
        @Doc("The longest pause before the second try; it doubles with each.") @Default("100ms")
        Duration first,

        @Doc("No pause is longer than this.") @Default("5s") Duration longest) {
    public RetryPauses {
        if (!first.isPositive()) {
            throw new InvalidSetting("first", "must be positive, was " + Durations.format(first));
        }
        if (longest.compareTo(first) < 0) {
            throw new InvalidSetting(
                    "longest",
                    "must not be below first, " + Durations.format(first) + ", was " + Durations.format(longest));
        }
    }

    /** What stands in where the file says nothing. */
    public static RetryPauses defaults() {
        return new RetryPauses(Duration.ofMillis(100), Duration.ofSeconds(5));
    }
}
