package dev.millrace.event.avro;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A growing buffer that values are written into in Avro's binary encoding, reused from event to event.
 *
 * <p>On the hot path of generation: everything goes straight into one array, room is checked once a value, and
 * nothing is allocated once the buffer has grown. Not thread-safe. Which value comes next is the caller's business:
 * nothing here knows the schema.
 */
public final class AvroBuffer {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int LONGEST_NUMBER = 10;

    private byte[] bytes;
    private int size;

    public AvroBuffer() {
        this(1024);
    }

    /** A buffer with room for {@code capacity} bytes before it grows. */
    public AvroBuffer(int capacity) {
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

    /** The backing array, valid up to {@link #size()} until the next write; must not be changed. */
    public byte[] unsafeBytes() {
        return bytes;
    }

    /** Bytes as they are, such as a part that was encoded ahead. */
    public AvroBuffer raw(byte[] source) {
        return raw(source, 0, source.length);
    }

    /** As {@link #raw(byte[])}, from a part of {@code source}. */
    public AvroBuffer raw(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
        return this;
    }

    /** An {@code int} or {@code long}, or the index of an enum's symbol or of a union's branch. */
    public AvroBuffer number(long value) {
        reserve(LONGEST_NUMBER);
        long rest = (value << 1) ^ (value >> 63);
        byte[] into = bytes;
        int at = size;
        while ((rest & ~0x7fL) != 0) {
            into[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        into[at++] = (byte) rest;
        size = at;
        return this;
    }

    /** A {@code double}. */
    public AvroBuffer real(double value) {
        return littleEndian(Double.doubleToRawLongBits(value), Double.BYTES);
    }

    /** A {@code boolean}. */
    public AvroBuffer flag(boolean value) {
        reserve(1);
        bytes[size++] = (byte) (value ? 1 : 0);
        return this;
    }

    /** A {@code decimal} on {@code bytes}: {@code unscaled / 10^scale}, the scale being the schema's. */
    public AvroBuffer decimal(long unscaled) {
        int length = (Long.SIZE - Long.numberOfLeadingZeros(unscaled ^ (unscaled >> 63))) / Byte.SIZE + 1;
        reserve(1 + Long.BYTES);
        bytes[size++] = (byte) (length << 1);
        for (int shift = (length - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes[size++] = (byte) (unscaled >> shift);
        }
        return this;
    }

    /** A {@code string} or {@code bytes} that is there as bytes. */
    public AvroBuffer text(byte[] utf8) {
        return text(utf8, 0, utf8.length);
    }

    /** As {@link #text(byte[])}, from a part of {@code utf8}. */
    public AvroBuffer text(byte[] utf8, int offset, int length) {
        return number(length).raw(utf8, offset, length);
    }

    /** A {@code string}. An unpaired surrogate becomes U+FFFD. */
    public AvroBuffer text(CharSequence text) {
        int length = text.length();
        // Three bytes is the most one UTF-16 unit takes.
        reserve(Math.addExact(LONGEST_NUMBER, Math.multiplyExact(length, 3)));
        int start = size;
        number(length);
        byte[] into = bytes;
        int at = size;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                size = start;
                return wideText(text);
            }
            into[at++] = (byte) c;
        }
        size = at;
        return this;
    }

    /** The end of an array's or map's items, each block of which began with its {@linkplain #number count}. */
    public AvroBuffer end() {
        return number(0);
    }

    /** The low {@code width} bytes of a number, lowest first; from 0 to 8. Not an Avro value by itself. */
    public AvroBuffer littleEndian(long value, int width) {
        reserve(Long.BYTES);
        LONGS.set(bytes, size, value);
        size += width;
        return this;
    }

    private AvroBuffer wideText(CharSequence text) {
        number(utf8Length(text));
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes[size++] = (byte) c;
            } else if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
                int point = Character.toCodePoint(c, text.charAt(++i));
                bytes[size++] = (byte) (0xf0 | (point >> 18));
                tail(point >> 12);
                tail(point >> 6);
                tail(point);
            } else if (c < 0x800) {
                bytes[size++] = (byte) (0xc0 | (c >> 6));
                tail(c);
            } else {
                char known = Character.isSurrogate(c) ? '\uFFFD' : c;
                bytes[size++] = (byte) (0xe0 | (known >> 12));
                tail(known >> 6);
                tail(known);
            }
        }
        return this;
    }

    private void tail(int bits) {
        bytes[size++] = (byte) (0x80 | (bits & 0x3f));
    }

    private static int utf8Length(CharSequence text) {
        int bytes = 0;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes++;
            } else if (c < 0x800) {
                bytes += 2;
            } else if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
                bytes += 4;
                i++;
            } else {
                bytes += 3;
            }
        }
        return bytes;
    }

    private void reserve(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(Integer.MAX_VALUE - 8L, 2L * bytes.length)));
        }
    }
}
