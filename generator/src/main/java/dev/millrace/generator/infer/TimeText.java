package dev.millrace.generator.infer;

import dev.millrace.generator.field.FieldKind.TimestampFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A time as captured events write it.
 *
 * @param micros microseconds since 1970
 * @param format how it was written
 */
record TimeText(long micros, TimestampFormat format) {
    private static final long YEAR_2000 = 946_684_800L;
    private static final long YEAR_2100 = 4_102_444_800L;
    private static final int DATE = "2026-11-21".length();
    private static final int LONGEST = 40;

    /** Reads a text: ISO-8601, with or without a zone, with a blank or a T; null where it is none. */
    static @Nullable TimeText read(String text) {
        if (text.length() < DATE || text.length() > LONGEST || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return null;
        }
        try {
            if (text.length() == DATE) {
                return of(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC), TimestampFormat.DATE);
            }
            var iso = text.charAt(DATE) == ' ' ? text.substring(0, DATE) + 'T' + text.substring(DATE + 1) : text;
            boolean zoned = iso.endsWith("Z") || iso.indexOf('+', DATE) > 0 || iso.indexOf('-', DATE) > 0;
            var instant = zoned
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
            return of(instant, TimestampFormat.ISO);
        } catch (DateTimeException none) {
            return null;
        }
    }

    /** Reads a number as seconds, milliseconds or microseconds since 1970, of this century; null where it is none. */
    static @Nullable TimeText ofEpoch(long number) {
        if (number >= YEAR_2000 && number < YEAR_2100) {
            return new TimeText(number * 1_000_000, TimestampFormat.EPOCH_SECONDS);
        }
        if (number >= YEAR_2000 * 1_000 && number < YEAR_2100 * 1_000) {
            return new TimeText(number * 1_000, TimestampFormat.EPOCH_MILLIS);
        }
        if (number >= YEAR_2000 * 1_000_000 && number < YEAR_2100 * 1_000_000) {
            return new TimeText(number, TimestampFormat.EPOCH_MICROS);
        }
        return null;
    }

    private static TimeText of(Instant instant, TimestampFormat format) {
        return new TimeText(ChronoUnit.MICROS.between(Instant.EPOCH, instant), format);
    }
}
