package dev.millrace.flow.breaker;

import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.Durations;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Share;
import java.time.Duration;

/** When a breaker opens, and how it closes again. */
public record BreakerSettings(
        @Doc("Opens when this share of calls fails.") @Default("50%")
        Share failures,

        @Doc("A call that takes at least this long counts as slow.") @Default("2s")
        Duration slowCall,

        @Doc("Opens when this share of calls is slow.") @Default("80%")
        Share slow,

        @Doc("How many of the last calls are looked at.") @Default("20")
        int window,

        @Doc("Fewer calls than this open nothing.") @Default("5")
        int atLeast,

        @Doc("How long it stays open before calls are tried again.") @Default("5s")
        Duration open,

        @Doc("How many calls are tried then; they decide whether it closes.") @Default("5")
        int probes) {
    public BreakerSettings {
        positive("failures", failures);
        positive("slow", slow);
        positive("slowCall", slowCall);
        positive("open", open);
        within("window", window, 1, 10_000);
        within("atLeast", atLeast, 1, window);
        within("probes", probes, 1, 1_000);
    }

    /** What stands in for a breaker that the file says nothing of. */
    public static BreakerSettings defaults() {
        return new BreakerSettings(
                new Share(0.5), Duration.ofSeconds(2), new Share(0.8), 20, 5, Duration.ofSeconds(5), 5);
    }

    private static void positive(String field, Share share) {
        if (share.fraction() == 0) {
            throw new InvalidSetting(field, "must be above 0%, or the breaker would never be closed");
        }
    }

    private static void positive(String field, Duration duration) {
        if (!duration.isPositive()) {
            throw new InvalidSetting(field, "must be positive, was " + Durations.format(duration));
        }
    }

    private static void within(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw new InvalidSetting(field, "must be from " + least + " to " + most + ", was " + value);
        }
    }
}
