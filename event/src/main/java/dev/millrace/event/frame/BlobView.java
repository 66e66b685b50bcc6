package dev.millrace.event.frame;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.avro.AvroInput;

/** The bytes of each of a frame's events in one column, event after event. For one cursor. */
final class BlobView {
    private final PackedNumbers sizes = new PackedNumbers();
    private boolean present;
    private int total;
    private int start;
    private int offset;
    private int length;

    /** Reads the column's head, or knows that the frame has no such column. */
    void head(AvroInput in, boolean isPresent) throws UnreadableEvent {
        present = isPresent;
        offset = 0;
        length = -1;
        if (present) {
            sizes.head(in);
            total = in.length();
        }
    }

    void placeSizes(AvroInput in, int count) throws UnreadableEvent {
        if (present) {
            sizes.place(in, count);
        }
    }

    /**
     * Takes its place in the bytes and sees that the sizes add up, so that no later step can leave it.
     *
     * @param required whether every event must have bytes here, even if none
     */
    void placeContent(AvroInput in, int count, boolean required) throws UnreadableEvent {
        if (!present) {
            return;
        }
        start = in.position();
        offset = start;
        in.skip(total);
        long left = total;
        for (int i = 0; i < count; i++) {
            long size = sizes.at(i);
            if (size < (required ? 1 : 0) || size - 1 > left) {
                throw in.unreadable("a size is " + (size - 1) + " where " + left + " bytes are left");
            }
            left -= Math.max(0, size - 1);
        }
        if (left != 0) {
            throw in.unreadable(left + " bytes belong to no event");
        }
    }

    /** Goes to event {@code i}, the one after the last. */
    void next(int i) {
        if (present) {
            offset += Math.max(0, length);
            length = (int) sizes.at(i) - 1;
        }
    }

    /** Goes back before the first event. */
    void rewind() {
        offset = start;
        length = -1;
    }

    /** Whether the event has bytes here. */
    boolean exists() {
        return length >= 0;
    }

    /** Where they begin. */
    int offset() {
        return offset;
    }

    /** How many there are; negative if the event has none. */
    int length() {
        return length;
    }
}
