package dev.millrace.processor.window;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Keys of window state: the window's start, then the key events are gathered by, so that the entries of a window
 * lie side by side, older windows first, and closing a window reads that window only.
 */
public final class WindowKey {
    /**
     * The most bytes a key to gather by may have. An entry must always fit into the changelog, for a record it refuses
     * stops the pipeline; and the largest record any topic takes, unless told otherwise, is far larger than this.
     */
    public static final int MAX_GROUP = 32 << 10;

    private static final int START = Long.BYTES;

    private WindowKey() {}

    /** Sorts before all windows; for what is kept once for the whole store. */
    public static byte[] header() {
        return new byte[] {0};
    }

    /** The key of an entry. */
    public static byte[] of(long start, byte[] group) {
        return ByteBuffer.allocate(START + group.length)
                .putLong(start ^ Long.MIN_VALUE)
                .put(group)
                .array();
    }

    /** Sorts before all entries of windows that start at {@code start} or later, and after all others. */
    public static byte[] firstOf(long start) {
        return of(start, new byte[0]);
    }

    /** The start of an entry's window. */
    public static long start(byte[] key) {
        return ByteBuffer.wrap(key).getLong() ^ Long.MIN_VALUE;
    }

    /** The key an entry's events are gathered by. */
    public static byte[] group(byte[] key) {
        return Arrays.copyOfRange(key, START, key.length);
    }
}
