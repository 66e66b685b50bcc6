package dev.millrace.generator.field;

import dev.millrace.event.json.JsonBuffer;

/** Puts plain UTF-8 text into a JSON string. */
final class EscapedText {
    private static final String HEX = "0123456789abcdef";

    private EscapedText() {}

    /** Appends what {@code plain} holds with what JSON needs escaped; most texts need nothing and are copied whole. */
    static void write(JsonBuffer plain, JsonBuffer out) {
        var bytes = plain.unsafeBytes();
        int copied = 0;
        for (int i = 0; i < plain.size(); i++) {
            byte b = bytes[i];
            // Bytes of longer characters are negative.
            if ((b >= 0 && b < 0x20) || b == '"' || b == '\\') {
                out.raw(bytes, copied, i - copied);
                escape(b, out);
                copied = i + 1;
            }
        }
        out.raw(bytes, copied, plain.size() - copied);
    }

    private static void escape(byte b, JsonBuffer out) {
        switch (b) {
            case '"', '\\' -> out.ascii('\\').ascii((char) b);
            case '\b' -> out.ascii("\\b");
            case '\t' -> out.ascii("\\t");
            case '\n' -> out.ascii("\\n");
            case '\f' -> out.ascii("\\f");
            case '\r' -> out.ascii("\\r");
            default -> out.ascii("\\u00").ascii(HEX.charAt(b >> 4)).ascii(HEX.charAt(b & 0xf));
        }
    }
}
