package dev.millrace.app.cli;

import dev.millrace.settings.Durations;
import dev.millrace.settings.InvalidSetting;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Times and durations as they stand on the command line. */
final class Times {
    private Times() {}

    /** ISO-8601, or a time back from now such as {@code -10m}. */
    static Instant parse(String text, Clock clock) {
        try {
            return text.startsWith("-")
                    ? clock.instant().minus(Durations.parse(text.substring(1)))
                    : OffsetDateTime.parse(text).toInstant();
        } catch (InvalidSetting | DateTimeException e) {
            throw CommandFailed.usage("'" + text + "' is not a time such as 2026-11-21T20:00:00Z or -10m.");
        }
    }

    /** A positive duration such as {@code 30s}. */
    static Duration duration(String option, String text) {
        try {
            var duration = Durations.parse(text);
            if (duration.isPositive()) {
                return duration;
            }
            throw CommandFailed.usage(option + " must be longer than nothing, was " + text + ".");
        } catch (InvalidSetting e) {
            throw CommandFailed.usage(option + ": " + e.problem() + ".");
        }
    }
}
