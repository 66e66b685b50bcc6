package dev.millrace.processor.window;

import java.time.Duration;

/**
 * Windows of one length that follow each other, aligned to the epoch. Times are milliseconds since 1970.
 *
 * @param size  length of a window
 * @param grace how long after its end a window is still open, by the time of events seen
 */
public record Tumbling(long size, long grace) {
    /** Windows of a length, open for {@code grace} beyond their end; both whole milliseconds. */
    public static Tumbling of(Duration size, Duration grace) {
        return new Tumbling(size.toMillis(), grace.toMillis());
    }

    /** Start of the window that a time falls in. */
    public long start(long time) {
        return Math.floorDiv(time, size) * size;
    }

    /**
     * All windows that end at or before this are final once an event of {@code time} has been seen; itself the
     * end of a window. It only ever moves in steps of a window's length, which is why it, and not the greatest
     * time seen, is what has to be remembered to tell late events from others.
     */
    public long finalUpTo(long time) {
        return Math.floorDiv(time - grace, size) * size;
    }
}
