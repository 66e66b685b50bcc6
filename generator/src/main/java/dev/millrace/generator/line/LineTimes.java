package dev.millrace.generator.line;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Which moments a line can mean. */
final class LineTimes {
    // What lies outside is a misread number rather than a time, and years beyond four digits cannot be written.
    private static final long FIRST = Instant.parse("1900-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private LineTimes() {}

    static boolean plausible(long epochSecond) {
        return epochSecond >= FIRST && epochSecond <= LAST;
    }

    static @Nullable Instant plausible(Instant time) {
        return plausible(time.getEpochSecond()) ? time : null;
    }

    /** Days since 1970; {@link Long#MIN_VALUE} where there is no such day. */
    static long epochDay(long year, long month, long day) {
        try {
            return LocalDate.of((int) year, (int) month, (int) day).toEpochDay();
        } catch (DateTimeException e) {
            return Long.MIN_VALUE;
        }
    }

    /** The second of the day; -1 where there is no such time of day. */
    static int secondOfDay(long hour, long minute, long second) {
        return hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59
                ? -1
                : (int) (hour * 3_600 + minute * 60 + second);
    }

    /** The month, 1 to 12, whose English short name stands at {@code at}; 0 if there is none. */
    static int month(byte[] line, int at) {
        for (int month = 0; month < 12; month++) {
            if (line[at] == MONTHS.charAt(3 * month)
                    && line[at + 1] == MONTHS.charAt(3 * month + 1)
                    && line[at + 2] == MONTHS.charAt(3 * month + 2)) {
                return month + 1;
            }
        }
        return 0;
    }
}
