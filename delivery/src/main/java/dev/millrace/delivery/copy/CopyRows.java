package dev.millrace.delivery.copy;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.sql.SQLException;
import java.util.Arrays;
import org.postgresql.copy.CopyIn;

/**
 * Rows in PostgreSQL's binary COPY format, in one buffer that grows and is used again.
 *
 * <p>A row is begun with its number of fields, then each field is written in the order of the columns. On the hot path
 * of delivery: nothing is allocated for a row once the buffer has grown. Not thread-safe.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, File Formats, Binary Format</a>
 */
public final class CopyRows {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int CHUNK = 1 << 16;
    private static final byte JSONB_VERSION = 1;

    private byte[] bytes;
    private int size;

    /** An empty buffer with room for {@code capacity} bytes before it grows. */
    public CopyRows(int capacity) {
        this.bytes = new byte[Math.max(HEADER.length, capacity)];
        clear();
    }

    /** Forgets the rows; what the buffer has grown to stays. */
    public void clear() {
        System.arraycopy(HEADER, 0, bytes, 0, HEADER.length);
        size = HEADER.length;
    }

    /** Bytes so far, the format's header included. */
    public int size() {
        return size;
    }

    /** Cuts the buffer back to an earlier {@link #size()}, such as the one before a row that could not be finished. */
    public void truncate(int earlierSize) {
        if (earlierSize < HEADER.length || earlierSize > size) {
            throw new IllegalArgumentException("cannot cut " + size + " bytes to " + earlierSize);
        }
        size = earlierSize;
    }

    /** Begins a row of {@code fields} fields. */
    public CopyRows row(int fields) {
        reserve(2);
        SHORT.set(bytes, size, (short) fields);
        size += 2;
        return this;
    }

    /** SQL's null. */
    public CopyRows nothing() {
        return length(-1);
    }

    /** A {@code smallint}. */
    public CopyRows int2(int value) {
        length(2);
        reserve(2);
        SHORT.set(bytes, size, (short) value);
        size += 2;
        return this;
    }

    /** An {@code integer}. */
    public CopyRows int4(int value) {
        length(4);
        return length(value);
    }

    /** A {@code bigint}, or a {@code timestamptz} counted as {@link PgTime} does. */
    public CopyRows int8(long value) {
        length(8);
        reserve(8);
        LONG.set(bytes, size, value);
        size += 8;
        return this;
    }

    /** A {@code bytea}. */
    public CopyRows bytes(byte[] value) {
        length(value.length);
        return raw(value, value.length);
    }

    /**
     * A {@code text}.
     *
     * @param name what to call the value in the error
     * @throws UnstorableValue if it holds U+0000 or half of a surrogate pair; the row must be cut back then
     */
    public CopyRows text(String name, String value) throws UnstorableValue {
        int field = size;
        length(0);
        characters(name, value);
        return finish(field);
    }

    /** A {@code jsonb} from the first {@code length} bytes of JSON text, valid and without an escaped U+0000. */
    public CopyRows jsonb(byte[] utf8, int length) {
        length(1 + length);
        reserve(1);
        bytes[size++] = JSONB_VERSION;
        return raw(utf8, length);
    }

    /** A {@code text} of version 00 of the W3C's {@code traceparent} form. */
    public CopyRows traceparent(long traceIdHigh, long traceIdLow, long spanId, boolean sampled) {
        int field = size;
        length(0);
        reserve(55);
        ascii('0').ascii('0').ascii('-');
        hex(traceIdHigh).hex(traceIdLow).ascii('-').hex(spanId).ascii('-');
        ascii('0').ascii(sampled ? '1' : '0');
        return finish(field);
    }

    /** Ends the format and sends everything; the buffer may be sent again afterwards, or cleared. */
    public void sendTo(CopyIn copy) throws SQLException {
        for (int from = 0; from < size; from += CHUNK) {
            copy.writeToCopy(bytes, from, Math.min(CHUNK, size - from));
        }
        copy.writeToCopy(new byte[] {(byte) 0xff, (byte) 0xff}, 0, 2);
    }

    /**
     * Checks text that is on its way into a {@code jsonb}.
     *
     * @param name what to call the value in the error
     * @throws UnstorableValue if it holds U+0000 or half of a surrogate pair
     */
    public static void requireStorable(String name, String value) throws UnstorableValue {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (isPair(value, i)) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                throw unstorable(name, c);
            }
        }
    }

    private static boolean isPair(String value, int at) {
        return at + 1 < value.length() && Character.isSurrogatePair(value.charAt(at), value.charAt(at + 1));
    }

    private static UnstorableValue unstorable(String name, char c) {
        return new UnstorableValue(name
                + (c == 0
                        ? " holds the character U+0000, which PostgreSQL's text cannot"
                        : " holds half of a surrogate pair, which is no character"));
    }

    private void characters(String name, String value) throws UnstorableValue {
        int length = value.length();
        // Three bytes are the most that one UTF-16 unit takes.
        reserve(Math.multiplyExact(length, 3));
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c < 0x80 && c != 0) {
                bytes[size++] = (byte) c;
            } else if (c != 0 && c < 0x800) {
                bytes[size++] = (byte) (0xc0 | (c >> 6));
                bytes[size++] = (byte) (0x80 | (c & 0x3f));
            } else if (c != 0 && !Character.isSurrogate(c)) {
                bytes[size++] = (byte) (0xe0 | (c >> 12));
                bytes[size++] = (byte) (0x80 | ((c >> 6) & 0x3f));
                bytes[size++] = (byte) (0x80 | (c & 0x3f));
            } else if (isPair(value, i)) {
                supplementary(Character.toCodePoint(c, value.charAt(++i)));
            } else {
                throw unstorable(name, c);
            }
        }
    }

    private void supplementary(int codePoint) {
        bytes[size++] = (byte) (0xf0 | (codePoint >> 18));
        bytes[size++] = (byte) (0x80 | ((codePoint >> 12) & 0x3f));
        bytes[size++] = (byte) (0x80 | ((codePoint >> 6) & 0x3f));
        bytes[size++] = (byte) (0x80 | (codePoint & 0x3f));
    }

    private CopyRows hex(long value) {
        for (int shift = 60; shift >= 0; shift -= 4) {
            bytes[size++] = HEX[(int) (value >>> shift) & 0xf];
        }
        return this;
    }

    private CopyRows ascii(char c) {
        bytes[size++] = (byte) c;
        return this;
    }

    private CopyRows length(int value) {
        reserve(4);
        INT.set(bytes, size, value);
        size += 4;
        return this;
    }

    private CopyRows finish(int field) {
        INT.set(bytes, field, size - field - 4);
        return this;
    }

    private CopyRows raw(byte[] value, int length) {
        reserve(length);
        System.arraycopy(value, 0, bytes, size, length);
        size += length;
        return this;
    }

    private void reserve(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(Integer.MAX_VALUE - 8L, 2L * bytes.length)));
        }
    }
}
