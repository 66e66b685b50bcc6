package dev.millrace.generator.line;

import dev.millrace.event.json.JsonBuffer;

/** The time of an access log line, {@code 21/Nov/2026:20:59:23 +0100}. */
final class AccessTime {
    static final int LENGTH = 26;
    static final String FORM = "[day/Mon/year:hour:minute:second +zone]";

    private AccessTime() {}

    /** Whether a time could stand at {@code at}: cheap, so that it can be asked for each bracket. */
    static boolean hasForm(byte[] line, int at) {
        return line[at + 2] == '/'
                && line[at + 6] == '/'
                && line[at + 11] == ':'
                && line[at + 14] == ':'
                && line[at + 17] == ':'
                && line[at + 20] == ' '
                && (line[at + 21] == '+' || line[at + 21] == '-');
    }

    /** Seconds since 1970 of the time at {@code at}, which has the form; {@link Long#MIN_VALUE} where there is no such time. */
    static long epochSecond(byte[] line, int at) {
        long day = LineTimes.epochDay(
                LineText.number(line, at + 7, at + 11),
                LineTimes.month(line, at + 3),
                LineText.number(line, at, at + 2));
        int second = LineTimes.secondOfDay(
                LineText.number(line, at + 12, at + 14),
                LineText.number(line, at + 15, at + 17),
                LineText.number(line, at + 18, at + 20));
        long zoneHours = LineText.number(line, at + 22, at + 24);
        long zoneMinutes = LineText.number(line, at + 24, at + 26);
        if (day == Long.MIN_VALUE
                || second < 0
                || zoneHours < 0
                || zoneHours > 18
                || zoneMinutes < 0
                || zoneMinutes > 59) {
            return Long.MIN_VALUE;
        }
        long east = zoneHours * 3_600 + zoneMinutes * 60;
        long time = day * 86_400 + second - (line[at + 21] == '-' ? -east : east);
        return LineTimes.plausible(time) ? time : Long.MIN_VALUE;
    }

    /** Writes it as RFC 3339 with the zone it was logged in: {@code 2026-11-21T20:59:23+01:00}. */
    static void write(byte[] line, int at, JsonBuffer out) {
        out.raw(line, at + 7, 4)
                .ascii('-')
                .padded(LineTimes.month(line, at + 3), 2)
                .ascii('-');
        out.raw(line, at, 2).ascii('T').raw(line, at + 12, 8).raw(line, at + 21, 3);
        out.ascii(':').raw(line, at + 24, 2);
    }
}
