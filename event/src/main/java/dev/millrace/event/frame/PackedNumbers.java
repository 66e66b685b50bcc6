package dev.millrace.event.frame;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.avro.AvroInput;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A column of numbers of equal width in a frame's bytes. For one cursor, which moves it from frame to frame.
 *
 * <p>A number is read as the eight bytes from where it begins, with those that are not its own masked away: one load
 * whatever the width. Only where fewer than eight bytes are left is it read byte by byte.
 */
final class PackedNumbers {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[0];
    private int start;
    private int lastWhole;
    private int width;
    private long mask;
    private long least;

    /** Reads width and least number. */
    void head(AvroInput in) throws UnreadableEvent {
        in.skip(1);
        width = in.unsafeBytes()[in.position() - 1];
        if (width < 0 || width > Long.BYTES) {
            throw in.unreadable("a column's width is " + width + ", which must be from 0 to 8");
        }
        mask = width == Long.BYTES ? -1 : (1L << (width * Byte.SIZE)) - 1;
        least = in.number();
    }

    /** Is zeros, for a frame without such a column. */
    void none() {
        bytes = new byte[0];
        start = 0;
        lastWhole = -1;
        width = 0;
        mask = 0;
        least = 0;
    }

    /** Takes its place in the bytes, for {@code entries} numbers. */
    void place(AvroInput in, int entries) throws UnreadableEvent {
        bytes = in.unsafeBytes();
        start = in.position();
        lastWhole = bytes.length - Long.BYTES;
        long length = (long) width * entries;
        if (length > in.remaining()) {
            throw in.unreadable("cut short within a column");
        }
        in.skip((int) length);
    }

    /** Number {@code i}. */
    long at(int i) {
        int at = start + i * width;
        if (at <= lastWhole) {
            return least + ((long) LONGS.get(bytes, at) & mask);
        }
        return least + nearTheEnd(at);
    }

    private long nearTheEnd(int at) {
        long value = 0;
        for (int i = width - 1; i >= 0; i--) {
            value = (value << Byte.SIZE) | (bytes[at + i] & 0xff);
        }
        return value;
    }
}
