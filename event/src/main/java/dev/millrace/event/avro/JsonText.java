package dev.millrace.event.avro;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.json.JsonBuffer;
import dev.millrace.event.json.Utf8;

/** Writes text that is there as UTF-8 as a JSON string, without decoding it in between. */
public final class JsonText {
    private JsonText() {}

    /** The next {@code length} bytes of {@code in}, as a JSON string. */
    static void copy(AvroInput in, int length, JsonBuffer out) throws UnreadableEvent {
        copy(in.unsafeBytes(), in.position(), length, out);
        in.skip(length);
    }

    /**
     * {@code length} bytes at {@code offset}, as a JSON string.
     *
     * @throws UnreadableEvent if they are not UTF-8; nothing is written then
     */
    public static void copy(byte[] utf8, int offset, int length, JsonBuffer out) throws UnreadableEvent {
        int invalid = Utf8.firstInvalid(utf8, offset, length);
        if (invalid >= 0) {
            throw new UnreadableEvent("a text is not UTF-8 at its byte " + (invalid - offset));
        }
        out.ascii('"');
        int end = offset + length;
        int from = offset;
        for (int at = offset; at < end; at++) {
            byte b = utf8[at];
            if (b == '"' || b == '\\' || (b >= 0 && b < 0x20)) {
                out.raw(utf8, from, at - from).escaped(Character.toString(b));
                from = at + 1;
            }
        }
        out.raw(utf8, from, end - from).ascii('"');
    }
}
