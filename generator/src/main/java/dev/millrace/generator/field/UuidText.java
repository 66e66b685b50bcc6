package dev.millrace.generator.field;

import dev.millrace.event.json.JsonBuffer;

/** Writes a version-4 UUID (RFC 9562) from 128 random bits. */
final class UuidText {
    private static final String HEX = "0123456789abcdef";

    private UuidText() {}

    static void write(long high, long low, JsonBuffer out) {
        long versioned = (high & 0xFFFFFFFFFFFF0FFFL) | 0x4000L;
        long variant = (low & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        digits(versioned, 60, 32, out);
        out.ascii('-');
        digits(versioned, 28, 16, out);
        out.ascii('-');
        digits(versioned, 12, 0, out);
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
