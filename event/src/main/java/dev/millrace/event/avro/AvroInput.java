package dev.millrace.event.avro;

import dev.millrace.event.UnreadableEvent;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A place in bytes that hold values in Avro's binary encoding; reused from value to value, not thread-safe.
 *
 * <p>Nothing it is given makes it read outside of its part of the bytes, loop, or allocate: lengths are checked
 * against what is left, arrays may not claim more items than there can be, nesting has an end.
 */
public final class AvroInput {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int DEEPEST = 128;

    /** Items that take no bytes (nulls, empty records) are let pass up to this many a value. */
    private static final int FREE_ITEMS = 1024;

    private final String what;
    private byte[] bytes = new byte[0];
    private int start;
    private int at;
    private int end;
    private int depth;
    private long itemsLeft;

    public AvroInput() {
        this("Avro of this schema");
    }

    /** @param what is read, for errors: {@code not <what>: cut short} */
    public AvroInput(String what) {
        this.what = what;
    }

    /** Goes to the beginning of {@code length} bytes at {@code offset}. */
    public AvroInput open(byte[] source, int offset, int length) {
        bytes = source;
        start = offset;
        at = offset;
        end = offset + length;
        depth = 0;
        itemsLeft = (long) length + FREE_ITEMS;
        return this;
    }

    /** The bytes this is a place in; must not be changed. */
    public byte[] unsafeBytes() {
        return bytes;
    }

    /** The place of the next byte, counted from the beginning of the array. */
    public int position() {
        return at;
    }

    /** How many bytes are left. */
    public int remaining() {
        return end - at;
    }

    /** An {@code int} or {@code long}, or the index of a symbol or branch. */
    public long number() throws UnreadableEvent {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at == end) {
                throw unreadable("cut short within a number");
            }
            byte b = bytes[at++];
            value |= (b & 0x7fL) << shift;
            if (b >= 0) {
                // Of a tenth byte one bit fits.
                if (shift == 63 && b > 1) {
                    break;
                }
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw unreadable("a number is longer than 64 bits");
    }

    /** A number that must lie from 0 to {@code most}. */
    public int count(long most, String what) throws UnreadableEvent {
        return within(number(), most, what);
    }

    /** The length of a {@code string} or {@code bytes}, all of which is there from {@link #position()} on. */
    public int length() throws UnreadableEvent {
        long length = number();
        return within(length, remaining(), "a length");
    }

    /** Passes over {@code length} bytes. */
    public void skip(int length) throws UnreadableEvent {
        require(length);
        at += length;
    }

    /** A {@code boolean}. */
    public boolean flag() throws UnreadableEvent {
        require(1);
        byte b = bytes[at++];
        if ((b & ~1) != 0) {
            throw unreadable("a boolean is " + b);
        }
        return b == 1;
    }

    /** A {@code float}. */
    public float single() throws UnreadableEvent {
        require(Float.BYTES);
        at += Float.BYTES;
        return Float.intBitsToFloat((int) INTS.get(bytes, at - Float.BYTES));
    }

    /** A {@code double}. */
    public double real() throws UnreadableEvent {
        require(Double.BYTES);
        at += Double.BYTES;
        return Double.longBitsToDouble((long) LONGS.get(bytes, at - Double.BYTES));
    }

    /** A number of {@code width} bytes, 1 to 8, lowest first, without a sign unless all 8. Not an Avro value by itself. */
    public long littleEndian(int width) throws UnreadableEvent {
        require(width);
        long value = 0;
        for (int i = width - 1; i >= 0; i--) {
            value = (value << Byte.SIZE) | (bytes[at + i] & 0xff);
        }
        at += width;
        return value;
    }

    /** How many items the next block of an array or map has; 0 at its end. */
    public long block() throws UnreadableEvent {
        long items = number();
        if (items < 0) {
            if (items == Long.MIN_VALUE || number() < 0) {
                throw unreadable("a block's size is not one");
            }
            items = -items;
        }
        if (items > itemsLeft) {
            throw unreadable("an array claims " + items + " items, more than there can be");
        }
        itemsLeft -= items;
        return items;
    }

    /** Goes one level down into nested values. */
    void enter() throws UnreadableEvent {
        if (++depth > DEEPEST) {
            throw unreadable("values are nested more than " + DEEPEST + " deep");
        }
    }

    /** Comes back up from where {@link #enter} went. */
    void leave() {
        depth--;
    }

    /** What is wrong here, as an exception that names the place. */
    public UnreadableEvent unreadable(String reason) {
        return new UnreadableEvent("not " + what + ": " + reason + ", at byte " + (at - start));
    }

    private int within(long value, long most, String what) throws UnreadableEvent {
        if (value < 0 || value > most || value > Integer.MAX_VALUE) {
            throw unreadable(what + " is " + value + ", which must be from 0 to " + most);
        }
        return (int) value;
    }

    private void require(int length) throws UnreadableEvent {
        if (length < 0 || length > end - at) {
            throw unreadable("cut short");
        }
    }
}
