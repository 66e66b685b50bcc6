package dev.millrace.generator.line;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Reads the ISO-8601 times that logs begin with: {@code 2026-11-21T20:59:23.123456+01:00}, with a blank for the
 * {@code T}, a comma for the dot, without decimals or zone. Not thread-safe.
 */
final class IsoTime {
    private static final int TO_SECOND = "2026-11-21T20:59:23".length();
    private static final int NANO_DIGITS = 9;

    private final ZoneId zone;
    private LocalDateTime local = LocalDateTime.MIN;
    private Instant time = Instant.EPOCH;
    private boolean zoned;

    /** @param zone where times without a zone were written */
    IsoTime(ZoneId zone) {
        this.zone = zone;
    }

    /** Reads the time that stands at {@code from}; gives the place after it, or -1 if there is none. */
    int read(byte[] line, int from, int to) {
        if (to - from < TO_SECOND || !hasForm(line, from)) {
            return -1;
        }
        long day = LineTimes.epochDay(
                LineText.number(line, from, from + 4),
                LineText.number(line, from + 5, from + 7),
                LineText.number(line, from + 8, from + 10));
        int second = LineTimes.secondOfDay(
                LineText.number(line, from + 11, from + 13),
                LineText.number(line, from + 14, from + 16),
                LineText.number(line, from + 17, from + 19));
        if (day == Long.MIN_VALUE || second < 0) {
            return -1;
        }
        int afterDecimals = afterDecimals(line, from + TO_SECOND, to);
        int nanos = nanos(line, from + TO_SECOND + 1, afterDecimals);
        local = LocalDateTime.ofEpochSecond(day * 86_400 + second, nanos, ZoneOffset.UTC);
        int end = zone(line, afterDecimals, to);
        return end > 0 && LineTimes.plausible(time.getEpochSecond()) ? end : -1;
    }

    /** The time read last. */
    Instant time() {
        return time;
    }

    /** Whether the time read last named its zone. */
    boolean zoned() {
        return zoned;
    }

    /** The time read last, for one that named no zone, had it been written in UTC. */
    Instant timeInUtc() {
        return local.toInstant(ZoneOffset.UTC);
    }

    private static boolean hasForm(byte[] line, int at) {
        byte separator = line[at + 10];
        return line[at + 4] == '-'
                && line[at + 7] == '-'
                && (separator == 'T' || separator == 't' || separator == ' ')
                && line[at + 13] == ':'
                && line[at + 16] == ':';
    }

    private static int afterDecimals(byte[] line, int from, int to) {
        if (from >= to || (line[from] != '.' && line[from] != ',')) {
            return from;
        }
        int at = from + 1;
        while (at < to && line[at] >= '0' && line[at] <= '9') {
            at++;
        }
        return at == from + 1 ? from : at;
    }

    private static int nanos(byte[] line, int from, int to) {
        int nanos = 0;
        for (int i = 0; i < NANO_DIGITS; i++) {
            nanos = nanos * 10 + (from + i < to ? line[from + i] - '0' : 0);
        }
        return nanos;
    }

    /** Reads the zone at {@code from}, if there is one; gives the place after it, or -1 if it is none that exists. */
    private int zone(byte[] line, int from, int to) {
        zoned = from < to && (line[from] == 'Z' || line[from] == 'z' || line[from] == '+' || line[from] == '-');
        if (!zoned) {
            time = local.atZone(zone).toInstant();
            return from;
        }
        if (line[from] == 'Z' || line[from] == 'z') {
            time = timeInUtc();
            return from + 1;
        }
        int minutesFrom = from + 3 < to && line[from + 3] == ':' ? from + 4 : from + 3;
        long hours = from + 3 <= to ? LineText.number(line, from + 1, from + 3) : -1;
        long minutes = minutesFrom + 2 <= to ? LineText.number(line, minutesFrom, minutesFrom + 2) : -1;
        if (hours < 0 || hours > 18 || minutes > 59) {
            return -1;
        }
        long east = hours * 3_600 + Math.max(0, minutes) * 60;
        time = timeInUtc().plusSeconds(line[from] == '-' ? east : -east);
        return minutes < 0 ? from + 3 : minutesFrom + 2;
    }
}
