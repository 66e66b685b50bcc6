package dev.millrace.event.frame;

import dev.millrace.event.avro.AvroBuffer;
import java.util.Arrays;

/**
 * A run of bytes for each of a frame's events (a key, a body), or none, while the frame is being filled. An event's
 * size is written as 0 where it has none, otherwise as one more than its bytes.
 */
final class BlobColumn {
    private final AvroBuffer content;
    private int[] sizes = new int[64];
    private int count;
    private int from;
    private int leastSize;
    private int width;

    BlobColumn(int capacity) {
        this.content = new AvroBuffer(capacity);
    }

    /** Where the bytes of the next event go; they are its own once it is {@linkplain #close closed}. */
    AvroBuffer content() {
        return content;
    }

    /** What was written since the last call belongs to event {@code place}; events left out in between have none. */
    void close(int place) {
        if (place >= sizes.length) {
            sizes = Arrays.copyOf(sizes, Math.max(place + 1, 2 * sizes.length));
        }
        while (count < place) {
            sizes[count++] = 0;
        }
        sizes[count++] = content.size() - from + 1;
        from = content.size();
    }

    /** Takes back what belongs to no event before {@code place}. */
    void cut(int place) {
        if (count > place) {
            from -= sizes[--count] - 1;
            while (count > 0 && sizes[count - 1] == 0) {
                count--;
            }
        }
        content.truncate(from);
    }

    void clear() {
        content.clear();
        count = 0;
        from = 0;
    }

    /** Whether any event has bytes here. */
    boolean used() {
        return count > 0;
    }

    /** Finds the smallest size and the width, at least {@code narrowest}; writes them and the number of bytes. */
    void writeHead(int events, int narrowest, AvroBuffer out) {
        leastSize = count < events ? 0 : Integer.MAX_VALUE;
        int greatestSize = 0;
        for (int i = 0; i < count; i++) {
            leastSize = Math.min(leastSize, sizes[i]);
            greatestSize = Math.max(greatestSize, sizes[i]);
        }
        width = Math.max(narrowest, Packing.width(greatestSize - leastSize));
        out.littleEndian(width, 1).number(leastSize).number(from);
    }

    /** Writes the sizes; {@link #writeHead} comes first. */
    void writeSizes(int events, AvroBuffer out) {
        if (count == 0 || width == 0) {
            return;
        }
        for (int i = 0; i < count; i++) {
            out.littleEndian(sizes[i] - leastSize, width);
        }
        for (int i = count; i < events; i++) {
            out.littleEndian(0, width);
        }
    }
}
