package dev.millrace.generator.field;

import dev.millrace.settings.Durations;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Written;
import java.time.Duration;

/**
 * How long something lasts: a number of events, or a duration.
 *
 * @param length how many events, or how many microseconds
 * @param timed  whether it is a duration
 */
@Written(as = "a number of events or a duration", example = "30s", pattern = Span.PATTERN)
public record Span(long length, boolean timed) {
    static final String PATTERN = "\\d+(?:(?:\\.\\d+)? ?(?:ns|us|ms|s|m|h|d))?";

    /** A hundred years in microseconds. */
    private static final long LONGEST = 36_525L * 86_400_000_000L;

    public Span {
        if (length < 1 || length > LONGEST) {
            throw new InvalidSetting("", "must be at least one event or one microsecond, and at most 100 years");
        }
    }

    /** Reads a span; throws {@link InvalidSetting} without a field where it is none. */
    public static Span parse(String text) {
        var stripped = text.strip();
        if (stripped.matches("\\d{1,18}")) {
            return new Span(Long.parseLong(stripped), false);
        }
        try {
            return new Span(Durations.parse(stripped).toNanos() / 1_000, true);
        } catch (InvalidSetting e) {
            throw new InvalidSetting(
                    "", "'" + text + "' is not a number of events such as 3, or a duration such as 30s");
        }
    }

    /** The form that {@link #parse} reads back as the same span. */
    @Override
    public String toString() {
        return timed ? Durations.format(Duration.ofNanos(length * 1_000)) : Long.toString(length);
    }
}
