package dev.millrace.generator.field;

import dev.millrace.event.json.JsonBuffer;

/** Writes UUIDs (RFC 9562) from random bits. */
final class UuidText {
    private static final String HEX = "0123456789abcdef";
    private static final long VARIANT = 0x8000000000000000L;

    private UuidText() {}

    /** Version 4: random bits alone. */
    static void write(long high, long low, JsonBuffer out) {
        all((high & 0xFFFFFFFFFFFF0FFFL) | 0x4000L, low, out);
    }

    /** Version 7: milliseconds since 1970, then random bits. */
    static void writeTimed(long millis, long high, long low, JsonBuffer out) {
        all((millis << 16) | 0x7000L | (high & 0xFFFL), low, out);
    }

    private static void all(long high, long low, JsonBuffer out) {
        long variant = (low & 0x3FFFFFFFFFFFFFFFL) | VARIANT;
        digits(high, 60, 32, out);
        out.ascii('-');
        digits(high, 28, 16, out);
        out.ascii('-');
        digits(high, 12, 0, out);
        out.ascii('-');
        digits(variant, 60, 48, out);
        out.ascii('-');
        digits(variant, 44, 0, out);
    }

    private static void digits(long value, int from, int to, JsonBuffer out) {
        for (int shift = from; shift >= to; shift -= 4) {
            out.ascii(HEX.charAt((int) (value >>> shift) & 0xf));
        }
    }
}
