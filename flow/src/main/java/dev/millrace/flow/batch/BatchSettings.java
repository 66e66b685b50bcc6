package dev.millrace.flow.batch;

import dev.millrace.settings.DataSize;
import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.Durations;
import dev.millrace.settings.InvalidSetting;
import java.time.Duration;

/** How much may be in flight to the broker. */
public record BatchSettings(
        @Doc("How long what is in flight should take to be acknowledged.") @Default("50ms")
        Duration target,

        @Doc("Never less in flight than this.") @Default("64KiB")
        DataSize least,

        @Doc("Never more in flight than this.") @Default("16MiB")
        DataSize most,

        @Doc("For how long events are gathered before they are sent.") @Default("5ms")
        Duration linger) {
    public BatchSettings {
        if (!target.isPositive()) {
            throw new InvalidSetting("target", "must be positive, was " + Durations.format(target));
        }
        if (least.bytes() < 1) {
            throw new InvalidSetting("least", "must be at least 1B, was " + least);
        }
        if (most.bytes() < least.bytes()) {
            throw new InvalidSetting("most", "must not be below least, " + least + ", was " + most);
        }
        if (linger.isNegative() || linger.compareTo(target) > 0) {
            throw new InvalidSetting(
                    "linger",
                    "must be from 0s to target, " + Durations.format(target) + ", was " + Durations.format(linger));
        }
    }

    /** What stands in where the file says nothing. */
    public static BatchSettings defaults() {
        return new BatchSettings(
                Duration.ofMillis(50), DataSize.parse("64KiB"), DataSize.parse("16MiB"), Duration.ofMillis(5));
    }
}
