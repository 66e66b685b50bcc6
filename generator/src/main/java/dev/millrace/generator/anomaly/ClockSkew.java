package dev.millrace.generator.anomaly;

import dev.millrace.generator.field.TimeOffset;
import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Share;
import org.jspecify.annotations.Nullable;

/** Clocks that are wrong: an event's own time is what its clock says; when it is sent does not change. */
public record ClockSkew(
        @Doc("How far a clock is from the right time: a span such as -30s, or {from: -30s, to: 30s}, drawn for each.")
        TimeOffset offset,

        @Doc("How much further it is off after every hour of the run; drawn for each.") @Nullable
        TimeOffset drift,

        @Doc("Whose clocks: key (each key has one), or source (all events have the same); by key where there is one.")
        @Nullable
        Of of,

        @Doc("How many of the keys' clocks are wrong.") @Default("100%")
        Share share) {
    /** Whose a clock is. */
    public enum Of {
        /** Each key's. */
        KEY,
        /** The source's. */
        SOURCE
    }

    public ClockSkew {
        if (of == Of.SOURCE && share.fraction() < 1) {
            throw new InvalidSetting("share", "is of keys' clocks, and with 'of: source' there is one for all");
        }
    }
}
