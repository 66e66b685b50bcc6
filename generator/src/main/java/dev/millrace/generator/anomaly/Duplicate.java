package dev.millrace.generator.anomaly;

import dev.millrace.settings.Doc;
import dev.millrace.settings.Scalar;
import dev.millrace.settings.Share;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Events that are sent twice. */
@Scalar
public record Duplicate(
        @Doc("How many of the events that are sent and can be read.")
        Share share,

        @Doc("The copy comes up to so much later; at once where nothing is said.") @Nullable
        Duration within) {
    public Duplicate {
        if (within != null) {
            Delay.check("within", within);
        }
    }

    long longestNanos() {
        return within == null ? 0 : within.toNanos();
    }
}
