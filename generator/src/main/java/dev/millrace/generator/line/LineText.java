package dev.millrace.generator.line;

import dev.millrace.event.json.JsonBuffer;
import dev.millrace.event.json.Utf8;
import java.nio.charset.StandardCharsets;

/** The bytes of a line as JSON text. */
final class LineText {
    private static final int SHOWN = 20;

    private LineText() {}

    /** Text that is not UTF-8 cannot be carried as JSON; the line goes to the dead letters with its bytes. */
    static void requireUtf8(byte[] line, int from, int to) throws MalformedLine {
        int invalid = Utf8.firstInvalid(line, from, to - from);
        if (invalid >= 0) {
            throw new MalformedLine("expected UTF-8 text, found byte 0x%02x at column %d"
                    .formatted(line[invalid] & 0xff, invalid - from + 1));
        }
    }

    /** Writes UTF-8 bytes as a JSON string. */
    static void write(byte[] line, int from, int to, JsonBuffer out) {
        if (isPlain(line, from, to)) {
            out.ascii('"').raw(line, from, to - from).ascii('"');
        } else {
            out.string(text(line, from, to));
        }
    }

    /** UTF-8 bytes as a string. */
    static String text(byte[] line, int from, int to) {
        return new String(line, from, to - from, StandardCharsets.UTF_8);
    }

    /** Whether the bytes stand in a JSON string as they are. */
    static boolean isPlain(byte[] line, int from, int to) {
        for (int i = from; i < to; i++) {
            int c = line[i];
            if ((c >= 0 && c < ' ') || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    /** Whether the field is the one character that logs write for what is not there. */
    static boolean isDash(byte[] line, int from, int to) {
        return to - from == 1 && line[from] == '-';
    }

    /** The place of the next {@code wanted}, or {@code to} if there is none. */
    static int find(byte[] line, int from, int to, char wanted) {
        int at = from;
        while (at < to && line[at] != wanted) {
            at++;
        }
        return at;
    }

    /** The number that the decimal digits from {@code from} to {@code to} make; -1 if there is none, another character or more than 18. */
    static long number(byte[] line, int from, int to) {
        if (from >= to || to - from > 18) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = line[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** The error that names what was expected at {@code at} and what stands there instead. */
    static MalformedLine expected(String what, byte[] line, int from, int at, int to) {
        var found = at >= to ? "the end of the line" : "'" + text(line, at, Math.min(to, at + SHOWN)) + "'";
        return new MalformedLine("expected " + what + " at column " + (at - from + 1) + ", found " + found);
    }
}
