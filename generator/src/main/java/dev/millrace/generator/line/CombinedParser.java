package dev.millrace.generator.line;

import dev.millrace.event.json.JsonBuffer;
import java.time.Instant;

/**
 * Access log lines in the common and the combined log format, as Apache and nginx write them:
 * {@code client identity user [time] "request" status bytes "referer" "user agent"}.
 *
 * <p>Data: {@code {"client", "ident", "user", "time", "method", "path", "query", "protocol", "status", "bytes",
 * "referer", "userAgent"}}. What the log has as {@code -} is left out, except for {@code status} and
 * {@code bytes}, which are then null. Instead of method, path and protocol there is {@code request} where it is
 * not of that form. Beside that, {@code host} is what Debian's Apache puts in front where it serves several
 * ({@code www.example.org:443}), and {@code rest} whatever follows the known fields, as it is. The time keeps the
 * zone it was logged in. The key is the client.
 *
 * <p>A scan from left to right: users may contain blanks and brackets, so what comes before the time is found
 * from the time. Nothing is written before the whole line is known to be good.
 */
final class CombinedParser implements LineParser {
    private static final int NONE = -1;

    private final EscapedField field = new EscapedField();
    private final RequestLine requestLine = new RequestLine(field);
    private final AccessClient client = new AccessClient(field);

    private byte[] line = new byte[0];
    private int start;
    private int end;

    @Override
    public ParsedLine parse(byte[] bytes, int offset, int length, JsonBuffer data) throws MalformedLine {
        line = bytes;
        start = offset;
        end = offset + length;
        LineText.requireUtf8(bytes, start, end);
        int time = time();
        client.scan(line, start, time - 2);
        long second = AccessTime.epochSecond(line, time);
        if (second == Long.MIN_VALUE) {
            throw expected("a time that exists", time);
        }
        int request = opening(time + AccessTime.LENGTH + 1, "the request");
        int requestEnd = closing(request, "the request");
        int status = afterBlank(requestEnd + 1, "the status");
        int statusEnd = LineText.find(line, status, end, ' ');
        long statusNumber = number(status, statusEnd, "a status of three digits");
        if (statusNumber != NONE && statusEnd - status != 3) {
            throw expected("a status of three digits or -", status);
        }
        int size = afterBlank(statusEnd, "the number of bytes");
        int sizeEnd = LineText.find(line, size, end, ' ');
        long sizeNumber = number(size, sizeEnd, "a number of bytes");
        int referer = quoted(sizeEnd);
        int refererEnd = referer == NONE ? sizeEnd - 1 : closing(referer, "the referer");
        int agent = referer == NONE ? NONE : quoted(refererEnd + 1);
        int agentEnd = agent == NONE ? refererEnd : closing(agent, "the user agent");
        int rest = agentEnd + 1;
        if (rest < end && line[rest] != ' ') {
            throw expected("a blank", rest);
        }

        client.write(data);
        data.ascii("\"time\":\"");
        AccessTime.write(line, time, data);
        data.ascii('"');
        if (!LineText.isDash(line, request, requestEnd)) {
            requestLine.write(line, request, requestEnd, data);
        }
        member(",\"status\":", statusNumber, data);
        member(",\"bytes\":", sizeNumber, data);
        member(",\"referer\":", referer, refererEnd, data);
        member(",\"userAgent\":", agent, agentEnd, data);
        if (rest + 1 < end) {
            data.ascii(",\"rest\":");
            LineText.write(line, rest + 1, end, data);
        }
        data.ascii('}');
        return new ParsedLine(Instant.ofEpochSecond(second), client.key());
    }

    /** The place of the time's first digit. */
    private int time() throws MalformedLine {
        for (int i = start + 1; i + AccessTime.LENGTH + 1 < end; i++) {
            if (line[i] == '['
                    && line[i - 1] == ' '
                    && line[i + 1 + AccessTime.LENGTH] == ']'
                    && AccessTime.hasForm(line, i + 1)) {
                return i + 1;
            }
        }
        throw new MalformedLine("expected the time as " + AccessTime.FORM + ", found none in the line");
    }

    /** The place after the blank and the opening quote at {@code at}. */
    private int opening(int at, String what) throws MalformedLine {
        int quoted = quoted(at);
        if (quoted == NONE) {
            throw expected("a blank and " + what + " in quotes", at);
        }
        return quoted;
    }

    private int quoted(int at) {
        return at + 1 < end && line[at] == ' ' && line[at + 1] == '"' ? at + 2 : NONE;
    }

    /** The place of the quote that closes the field that begins at {@code from}. */
    private int closing(int from, String what) throws MalformedLine {
        int at = from;
        while (at < end && line[at] != '"') {
            at += line[at] == '\\' ? 2 : 1;
        }
        if (at >= end) {
            throw expected("the closing quote of " + what, end);
        }
        return at;
    }

    private int afterBlank(int at, String what) throws MalformedLine {
        if (at >= end || line[at] != ' ') {
            throw expected("a blank and " + what, at);
        }
        return at + 1;
    }

    /** The number in a field; {@link #NONE} where the field is a dash. */
    private long number(int from, int to, String what) throws MalformedLine {
        long number = LineText.number(line, from, to);
        if (number < 0 && !LineText.isDash(line, from, to)) {
            throw expected(what + " or -", from);
        }
        return number;
    }

    private void member(String name, int from, int to, JsonBuffer out) {
        if (from != NONE && !LineText.isDash(line, from, to)) {
            out.ascii(name);
            field.write(line, from, to, out);
        }
    }

    private static void member(String name, long number, JsonBuffer out) {
        out.ascii(name);
        if (number == NONE) {
            out.ascii("null");
        } else {
            out.number(number);
        }
    }

    private MalformedLine expected(String what, int at) {
        return LineText.expected(what, line, start, at, end);
    }
}
