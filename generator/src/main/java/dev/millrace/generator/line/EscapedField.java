package dev.millrace.generator.line;

import dev.millrace.event.json.JsonBuffer;
import dev.millrace.event.json.Utf8;
import java.nio.charset.StandardCharsets;

/**
 * A field of an access log: what the client sent, with the escapes the web servers wrote taken back.
 *
 * <p>nginx writes {@code \xHH} for quotes, backslashes and all that is not printable ASCII; Apache writes
 * {@code \xhh} too, but {@code \"}, {@code \\}, {@code \n} and the like where it can. Clients send any bytes:
 * those that make UTF-8 become text, others stay the escape they came as, {@code \xff}. Not thread-safe.
 */
final class EscapedField {
    // In the order of their codes, which begin at 8.
    private static final String LETTERS = "btnvfr";

    private byte[] decoded = new byte[256];
    private final StringBuilder text = new StringBuilder();

    /** Writes the field that stands from {@code from} to {@code to} of a line of UTF-8 as a JSON string. */
    void write(byte[] line, int from, int to, JsonBuffer out) {
        if (LineText.isPlain(line, from, to)) {
            out.ascii('"').raw(line, from, to - from).ascii('"');
        } else {
            out.string(decode(line, from, to));
        }
    }

    private CharSequence decode(byte[] line, int from, int to) {
        if (decoded.length < to - from) {
            decoded = new byte[to - from];
        }
        int size = 0;
        for (int i = from; i < to; i++) {
            if (line[i] != '\\' || i + 1 == to) {
                decoded[size++] = line[i];
                continue;
            }
            char escape = (char) line[i + 1];
            int hex = escape == 'x' && i + 3 < to ? hex(line[i + 2], line[i + 3]) : -1;
            int letter = LETTERS.indexOf(escape);
            if (hex >= 0) {
                decoded[size++] = (byte) hex;
                i += 3;
            } else if (escape == '"' || escape == '\\') {
                decoded[size++] = line[++i];
            } else if (letter >= 0) {
                decoded[size++] = (byte) ('\b' + letter);
                i++;
            } else {
                decoded[size++] = line[i];
            }
        }
        return toText(size);
    }

    private CharSequence toText(int size) {
        text.setLength(0);
        int at = 0;
        while (at < size) {
            int invalid = Utf8.firstInvalid(decoded, at, size - at);
            int end = invalid < 0 ? size : invalid;
            text.append(new String(decoded, at, end - at, StandardCharsets.UTF_8));
            at = end;
            if (invalid >= 0) {
                text.append("\\x").append(Character.forDigit((decoded[at] >> 4) & 0xf, 16));
                text.append(Character.forDigit(decoded[at] & 0xf, 16));
                at++;
            }
        }
        return text;
    }

    private static int hex(byte high, byte low) {
        int value = Character.digit(high, 16) << 4 | Character.digit(low, 16);
        return value < 0 ? -1 : value;
    }
}
