package dev.millrace.generator.anomaly;

import dev.millrace.settings.Doc;
import dev.millrace.settings.Durations;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Scalar;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long an event is held back: always as long, or drawn evenly. */
@Scalar
public record Delay(
        @Doc("The delay; the least one where 'most' is given.")
        Duration least,

        @Doc("The longest delay.") @Nullable Duration most) {
    /** Events that are held back are kept in memory, and found again after a crash by going through all since. */
    private static final Duration LONGEST = Duration.ofDays(7);

    public Delay {
        check("least", least);
        if (most != null) {
            check("most", most);
            if (most.compareTo(least) < 0) {
                throw new InvalidSetting(
                        "most",
                        "must not be below least (" + Durations.format(least) + "), was " + Durations.format(most));
            }
        }
    }

    static void check(String setting, Duration delay) {
        if (!delay.isPositive() || delay.compareTo(LONGEST) > 0) {
            throw new InvalidSetting(setting, "must lie above 0 and up to 7d, was " + Durations.format(delay));
        }
    }

    /** The longest delay there is, nanoseconds. */
    long longestNanos() {
        return (most == null ? least : most).toNanos();
    }
}
