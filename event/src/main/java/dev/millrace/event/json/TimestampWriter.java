package dev.millrace.event.json;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Writes times as RFC 3339 in UTC with six decimals, such as {@code 2026-11-21T20:59:23.123456Z}.
 *
 * <p>Neighbouring events share their second, so the text of the last second is kept and only the decimals are
 * written anew. Not thread-safe. Years 1 to 9999.
 */
public final class TimestampWriter {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.").withZone(ZoneOffset.UTC);

    private long second = Long.MIN_VALUE;
    private byte[] text = new byte[0];

    /** Writes {@code epochMicros}, microseconds since 1970, without quotes. */
    public void write(long epochMicros, JsonBuffer out) {
        long wanted = Math.floorDiv(epochMicros, 1_000_000L);
        if (wanted != second) {
            text = SECOND.format(Instant.ofEpochSecond(wanted)).getBytes(StandardCharsets.US_ASCII);
            second = wanted;
        }
        out.raw(text).padded(Math.floorMod(epochMicros, 1_000_000L), 6).ascii('Z');
    }

    /** Microseconds since 1970, cut down from nanoseconds. */
    public static long epochMicros(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000L);
    }
}
