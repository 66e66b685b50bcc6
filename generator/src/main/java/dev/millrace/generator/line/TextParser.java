package dev.millrace.generator.line;

import dev.millrace.event.json.JsonBuffer;
import dev.millrace.event.json.TimestampWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Lines of system logs, package logs and any other text; only what is not UTF-8 is malformed.
 *
 * <p>Understood are {@code Nov 21 20:59:23 host tag[pid]: message} (RFC 3164),
 * {@code 2026-11-21T20:59:23.123456+01:00 host tag[pid]: message} (rsyslog's file format) and
 * {@code 2026-11-21 20:59:23 message} (dpkg, PostgreSQL and many more). All else is a message.
 *
 * <p>Data: {@code {"time", "host", "program", "pid", "message"}}, those that are there; {@code time} in UTC,
 * {@code pid} a number. The key is the program, or else the host.
 */
final class TextParser implements LineParser {
    private static final byte[] UTC = "UTC".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GMT = "GMT".getBytes(StandardCharsets.US_ASCII);

    private final IsoTime isoTime;
    private final SyslogTime syslogTime;
    private final SyslogHead head = new SyslogHead();
    private final TimestampWriter timestamps = new TimestampWriter();

    TextParser(Clock clock) {
        this.isoTime = new IsoTime(clock.getZone());
        this.syslogTime = new SyslogTime(clock);
    }

    @Override
    public ParsedLine parse(byte[] line, int offset, int length, JsonBuffer data) throws MalformedLine {
        int end = offset + length;
        LineText.requireUtf8(line, offset, end);
        var time = time(line, offset, end);
        data.ascii('{');
        if (time != null) {
            data.ascii("\"time\":\"");
            timestamps.write(TimestampWriter.epochMicros(time), data);
            data.ascii("\",");
        }
        head.write(data);
        data.ascii("\"message\":");
        LineText.write(line, head.message(), end, data);
        data.ascii('}');
        return new ParsedLine(time, head.key());
    }

    /** Finds the time, and what follows it. */
    private @Nullable Instant time(byte[] line, int from, int end) {
        int iso = isoTime.read(line, from, end);
        if (endsWord(line, iso, end)) {
            return line[from + 10] == ' ' ? spaced(line, iso, end) : syslog(line, iso, end);
        }
        int traditional = syslogTime.read(line, from, end);
        if (endsWord(line, traditional, end)) {
            head.scan(line, Math.min(end, traditional + 1), end, true);
            return syslogTime.time();
        }
        head.none(line, from);
        return null;
    }

    private Instant syslog(byte[] line, int afterTime, int end) {
        // Programs that log for themselves begin like this too, with a level or a thread: no tag, no host.
        head.scan(line, Math.min(end, afterTime + 1), end, false);
        return isoTime.time();
    }

    private Instant spaced(byte[] line, int afterTime, int end) {
        int from = Math.min(end, afterTime + 1);
        int word = LineText.find(line, from, end, ' ');
        boolean utc = !isoTime.zoned() && (isWord(line, from, word, UTC) || isWord(line, from, word, GMT));
        head.none(line, utc ? Math.min(end, word + 1) : from);
        return utc ? isoTime.timeInUtc() : isoTime.time();
    }

    private static boolean endsWord(byte[] line, int at, int end) {
        return at > 0 && (at == end || line[at] == ' ');
    }

    private static boolean isWord(byte[] line, int from, int to, byte[] word) {
        return Arrays.equals(line, from, to, word, 0, word.length);
    }
}
