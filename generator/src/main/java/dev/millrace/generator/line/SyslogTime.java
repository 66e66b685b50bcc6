package dev.millrace.generator.line;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Reads the times of traditional system logs (RFC 3164), {@code Nov 21 20:59:23} or {@code Nov  2 20:59:23}: local,
 * and without a year.
 *
 * <p>The year is the latest one in which the time is not in the future, give or take a day for clocks that
 * differ. So a December line read in January is of last year, and one from a clock that is minutes ahead at
 * midnight of New Year's Eve is of the next. A line more than a year old gets a wrong year. Not thread-safe.
 */
final class SyslogTime {
    private static final Duration AHEAD = Duration.ofDays(1);
    // Between 1896 and 1904 there was no 29 February for eight years; it is the longest such time there is.
    private static final int YEARS_BACK = 8;

    private final Clock clock;
    private Instant time = Instant.EPOCH;

    SyslogTime(Clock clock) {
        this.clock = clock;
    }

    /** Reads the time that stands at {@code from}; gives the place after it, or -1 if there is none. */
    int read(byte[] line, int from, int to) {
        if (to - from < "Nov 2 20:59:23".length() || line[from + 3] != ' ') {
            return -1;
        }
        int month = LineTimes.month(line, from);
        int dayFrom = line[from + 4] == ' ' ? from + 5 : from + 4;
        int dayTo = LineText.find(line, dayFrom, Math.min(to, dayFrom + 3), ' ');
        int clockFrom = dayTo + 1;
        int end = clockFrom + "20:59:23".length();
        if (month == 0 || end > to || line[clockFrom + 2] != ':' || line[clockFrom + 5] != ':') {
            return -1;
        }
        long day = LineText.number(line, dayFrom, dayTo);
        int second = LineTimes.secondOfDay(
                LineText.number(line, clockFrom, clockFrom + 2),
                LineText.number(line, clockFrom + 3, clockFrom + 5),
                LineText.number(line, clockFrom + 6, clockFrom + 8));
        return second >= 0 && hasYear(month, day, second) ? end : -1;
    }

    /** The time read last. */
    Instant time() {
        return time;
    }

    private boolean hasYear(int month, long day, int second) {
        var latest = LocalDateTime.now(clock).plus(AHEAD);
        for (int year = latest.getYear(); year >= latest.getYear() - YEARS_BACK; year--) {
            long epochDay = LineTimes.epochDay(year, month, day);
            if (epochDay != Long.MIN_VALUE) {
                var local = LocalDateTime.ofEpochSecond(epochDay * 86_400 + second, 0, ZoneOffset.UTC);
                if (!local.isAfter(latest)) {
                    time = local.atZone(clock.getZone()).toInstant();
                    return true;
                }
            }
        }
        return false;
    }
}
