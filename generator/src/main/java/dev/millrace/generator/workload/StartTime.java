package dev.millrace.generator.workload;

import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.TimeShift;
import dev.millrace.settings.Written;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * When a source's first event is due, as people write it: so long before the run begins ({@code -7d}) or after it
 * ({@code 10m}), or at a moment ({@code 2026-01-31T12:00:00Z}).
 *
 * @param shift  from the beginning of the run; null where there is a moment
 * @param moment the moment; null where there is a shift
 */
@Written(as = "a time", example = "-7d", pattern = StartTime.PATTERN)
public record StartTime(@Nullable TimeShift shift, @Nullable Instant moment) {
    static final String PATTERN =
            "[-+]? ?\\d+(?:\\.\\d+)? ?(ns|us|ms|s|m|h|d)|\\d{4}-\\d{2}-\\d{2}[Tt][0-9:.]+(?:[Zz]|[-+]\\d{2}:\\d{2})";

    private static final Instant EARLIEST = Instant.parse("1950-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    public StartTime {
        if (moment != null && (moment.isBefore(EARLIEST) || moment.isAfter(LATEST))) {
            throw new InvalidSetting("", "must lie between the years 1950 and 2200, was " + moment);
        }
    }

    /** Reads a start time; throws {@link InvalidSetting} without a field where it is none. */
    public static StartTime parse(String text) {
        var stripped = text.strip();
        return stripped.matches("\\d{4}-.*")
                ? new StartTime(null, moment(stripped))
                : new StartTime(shift(stripped), null);
    }

    private static Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw refused(e);
        }
    }

    private static TimeShift shift(String text) {
        try {
            return TimeShift.parse(text);
        } catch (InvalidSetting e) {
            throw refused(e);
        }
    }

    private static InvalidSetting refused(Exception cause) {
        var refused = new InvalidSetting("", "is no start time such as -7d, 10m or 2026-01-31T12:00:00Z");
        refused.initCause(cause);
        return refused;
    }

    /** How long before the run's beginning it is, in nanoseconds; negative after it. */
    public long leadNanos(Timeline timeline) {
        if (shift != null) {
            return Math.multiplyExact(-shift.micros(), 1_000L);
        }
        var begin = timeline.begin();
        return Duration.between(moment == null ? begin : moment, begin).toNanos();
    }

    @Override
    public String toString() {
        return shift == null ? String.valueOf(moment) : shift.toString();
    }
}
