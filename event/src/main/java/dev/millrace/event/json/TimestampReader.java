package dev.millrace.event.json;

import dev.millrace.event.UnreadableEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/** Reads RFC 3339 times of the years 1 to 9999; the form {@link TimestampWriter} writes is read without the general parser. */
final class TimestampReader {
    private static final int OWN_LENGTH = "2026-11-21T20:59:23.123456Z".length();

    // What lies beyond could be read, but not written again, nor stored by a database.
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private TimestampReader() {}

    static Instant read(String text) throws UnreadableEvent {
        try {
            var time = hasOwnForm(text)
                    ? readOwn(text)
                    : OffsetDateTime.parse(text).toInstant();
            if (time.isBefore(FIRST) || time.isAfter(LAST)) {
                throw new UnreadableEvent("time '" + text + "' is not within the years 1 to 9999");
            }
            return time;
        } catch (DateTimeException e) {
            throw new UnreadableEvent("time '" + text + "' is not an RFC 3339 time", e);
        }
    }

    private static boolean hasOwnForm(String text) {
        if (text.length() != OWN_LENGTH) {
            return false;
        }
        for (int i = 0; i < OWN_LENGTH; i++) {
            char c = text.charAt(i);
            boolean fits = switch (i) {
                case 4, 7 -> c == '-';
                case 10 -> c == 'T';
                case 13, 16 -> c == ':';
                case 19 -> c == '.';
                case 26 -> c == 'Z';
                default -> c >= '0' && c <= '9';
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static Instant readOwn(String text) {
        long day = LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10))
                .toEpochDay();
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        if (hour > 23 || minute > 59 || second > 59) {
            throw new DateTimeException("no such time of day");
        }
        return Instant.ofEpochSecond(
                day * 86_400 + hour * 3_600L + minute * 60L + second, digits(text, 20, 26) * 1_000L);
    }

    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + (text.charAt(i) - '0');
        }
        return value;
    }
}
