package dev.millrace.generator.workload;

import dev.millrace.settings.Doc;
import dev.millrace.settings.Durations;
import dev.millrace.settings.InvalidSetting;
import java.time.Duration;

/** Times of more events, at the beginning of each cycle. */
public record Bursts(
        @Doc("How long a cycle is; it begins with the burst.")
        Duration every,

        @Doc("How long the burst is.") Duration for_,
        @Doc("How many times the rate.") double multiplier) {
    public Bursts {
        Limits.span("every", every);
        Limits.span("for", for_);
        if (for_.compareTo(every) >= 0) {
            throw new InvalidSetting("for", "must be shorter than 'every'");
        }
        Limits.factor("multiplier", multiplier, 1);
    }

    String describe() {
        return "×%s for %s every %s".formatted(multiplier, Durations.format(for_), Durations.format(every));
    }
}
