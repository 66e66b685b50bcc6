package dev.millrace.generator.workload;

import dev.millrace.settings.Doc;
import dev.millrace.settings.Durations;
import dev.millrace.settings.InvalidSetting;
import java.time.Duration;

/** Times without events, at the end of each cycle. */
public record Gaps(
        @Doc("How long a cycle is; it ends with the gap.") Duration every,
        @Doc("How long the gap is.") Duration for_) {
    public Gaps {
        Limits.span("every", every);
        Limits.span("for", for_);
        if (for_.compareTo(every) >= 0) {
            throw new InvalidSetting("for", "must be shorter than 'every'");
        }
    }

    String describe() {
        return "nothing for %s at the end of every %s".formatted(Durations.format(for_), Durations.format(every));
    }
}
