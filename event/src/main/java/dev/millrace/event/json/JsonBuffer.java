package dev.millrace.event.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing buffer of UTF-8 bytes that JSON text is written into, reused from event to event.
 *
 * <p>On the hot path of generation: no allocation once it has grown. Not thread-safe. It writes what it is told
 * to; commas and braces are the caller's business.
 */
public final class JsonBuffer {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    /** No long has more digits; wider numbers get their zeros one by one. */
    private static final int WIDEST = 19;
    /** A sign, the most digits, and what is written to behind them: eight bytes at a time. */
    private static final int MOST_DIGITS = 1 + WIDEST + 8;

    private static final byte[] MIN_LONG = "-9223372036854775808".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int size;

    public JsonBuffer() {
        this(1024);
    }

    /** A buffer with room for {@code capacity} bytes before it grows. */
    public JsonBuffer(int capacity) {
        this.bytes = new byte[Math.max(16, capacity)];
    }

    /** Empties the buffer; what it has grown to stays. */
    public void clear() {
        size = 0;
    }

    /** Bytes written so far. */
    public int size() {
        return size;
    }

    /** Cuts the buffer back to an earlier {@link #size()}. */
    public void truncate(int earlierSize) {
        if (earlierSize < 0 || earlierSize > size) {
            throw new IllegalArgumentException("cannot cut " + size + " bytes to " + earlierSize);
        }
        size = earlierSize;
    }

    /** A copy of what was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** A copy of what was written from {@code start} on. */
    public byte[] toBytes(int start) {
        return Arrays.copyOfRange(bytes, start, size);
    }

    /** The backing array, valid up to {@link #size()} until the next write; must not be changed. */
    public byte[] unsafeBytes() {
        return bytes;
    }

    public JsonBuffer raw(byte[] source) {
        return raw(source, 0, source.length);
    }

    public JsonBuffer raw(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
        return this;
    }

    /** What was written at a place before, once more. */
    public JsonBuffer again(int offset, int length) {
        if (offset < 0 || length < 0 || offset > size - length) {
            throw new IllegalArgumentException(
                    "nothing was written at " + offset + " to " + (offset + length) + ", only " + size + " bytes");
        }
        reserve(length);
        return raw(bytes, offset, length);
    }

    /** One ASCII character, as it is. */
    public JsonBuffer ascii(char c) {
        reserve(1);
        bytes[size++] = (byte) c;
        return this;
    }

    /** ASCII text, as it is: no quotes, no escapes. */
    public JsonBuffer ascii(String text) {
        int length = text.length();
        reserve(length);
        for (int i = 0; i < length; i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
        return this;
    }

    /** A JSON string: quoted, escaped, UTF-8. An unpaired surrogate becomes U+FFFD. */
    public JsonBuffer string(CharSequence text) {
        ascii('"');
        escaped(text);
        return ascii('"');
    }

    /** Text inside a JSON string that the caller has opened: escaped, but not quoted. */
    public JsonBuffer escaped(CharSequence text) {
        int length = text.length();
        // Six bytes is the most one UTF-16 unit takes (a control character's escape).
        reserve(Math.multiplyExact(length, 6));
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c < 0x80) {
                if (c == '"' || c == '\\') {
                    bytes[size++] = '\\';
                }
                bytes[size++] = (byte) c;
            } else if (c < 0x20) {
                control(c);
            } else if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
                fourBytes(Character.toCodePoint(c, text.charAt(++i)));
            } else {
                twoOrThreeBytes(Character.isSurrogate(c) ? '\uFFFD' : c);
            }
        }
        return this;
    }

    /** A whole number in decimal. */
    public JsonBuffer number(long value) {
        if (value == Long.MIN_VALUE) {
            return raw(MIN_LONG);
        }
        reserve(MOST_DIGITS);
        if (value < 0) {
            bytes[size++] = '-';
            value = -value;
        }
        return digits(value, 1);
    }

    /** A whole number in decimal, filled with zeros on the left to at least {@code width} digits. */
    public JsonBuffer padded(long value, int width) {
        if (value < 0) {
            throw new IllegalArgumentException("only numbers from 0 can be padded, was " + value);
        }
        reserve(Math.addExact(Math.max(0, width), MOST_DIGITS));
        for (int beyond = width - WIDEST; beyond > 0; beyond--) {
            bytes[size++] = '0';
        }
        return digits(value, Math.clamp(width, 1, WIDEST));
    }

    /** The number {@code unscaled / 10^decimals}, with exactly that many decimals, from 0 to 18. */
    public JsonBuffer decimal(long unscaled, int decimals) {
        if (decimals < 0 || decimals > 18) {
            throw new IllegalArgumentException("decimals must be from 0 to 18, were " + decimals);
        }
        if (decimals == 0) {
            return number(unscaled);
        }
        if (unscaled < 0) {
            ascii('-');
        }
        long scale = 1;
        for (int i = 0; i < decimals; i++) {
            scale *= 10;
        }
        number(Math.abs(unscaled / scale));
        ascii('.');
        return padded(Math.abs(unscaled % scale), decimals);
    }

    /** Sixteen lower-case hexadecimal digits. */
    public JsonBuffer hex(long value) {
        reserve(16);
        EightDigits.put(EightDigits.hex((int) (value >>> 32)), bytes, size);
        EightDigits.put(EightDigits.hex((int) value), bytes, size + 8);
        size += 16;
        return this;
    }

    /** What was written, as text. */
    @Override
    public String toString() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }

    private void reserve(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(Integer.MAX_VALUE - 8L, 2L * bytes.length)));
        }
    }

    private void control(char c) {
        bytes[size++] = '\\';
        switch (c) {
            case '\b' -> bytes[size++] = 'b';
            case '\t' -> bytes[size++] = 't';
            case '\n' -> bytes[size++] = 'n';
            case '\f' -> bytes[size++] = 'f';
            case '\r' -> bytes[size++] = 'r';
            default -> {
                bytes[size++] = 'u';
                bytes[size++] = '0';
                bytes[size++] = '0';
                bytes[size++] = HEX[c >> 4];
                bytes[size++] = HEX[c & 0xf];
            }
        }
    }

    private void twoOrThreeBytes(char c) {
        if (c < 0x800) {
            bytes[size++] = (byte) (0xc0 | (c >> 6));
        } else {
            bytes[size++] = (byte) (0xe0 | (c >> 12));
            bytes[size++] = (byte) (0x80 | ((c >> 6) & 0x3f));
        }
        bytes[size++] = (byte) (0x80 | (c & 0x3f));
    }

    private void fourBytes(int codePoint) {
        bytes[size++] = (byte) (0xf0 | (codePoint >> 18));
        bytes[size++] = (byte) (0x80 | ((codePoint >> 12) & 0x3f));
        bytes[size++] = (byte) (0x80 | ((codePoint >> 6) & 0x3f));
        bytes[size++] = (byte) (0x80 | (codePoint & 0x3f));
    }

    /** At least so many digits, from 1 to {@link #WIDEST}; there is room for {@link #MOST_DIGITS}. */
    private JsonBuffer digits(long value, int least) {
        if (value >= EightDigits.BEYOND) {
            long before = value / EightDigits.BEYOND;
            digits(before, Math.max(1, least - 8));
            return eight((int) (value - before * EightDigits.BEYOND), 8);
        }
        if (least > 8) {
            digits(0, least - 8);
            return eight((int) value, 8);
        }
        return eight((int) value, least);
    }

    /** At least so many digits of a number that has no more than eight; all eight bytes are written to in any case. */
    private JsonBuffer eight(int value, int least) {
        long digits = EightDigits.decimal(value);
        int without = Math.min(8 - least, EightDigits.leadingZeros(digits));
        EightDigits.put(EightDigits.text(digits, without), bytes, size);
        size += 8 - without;
        return this;
    }
}
