package dev.millrace.generator.replay;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a file has been replayed, as committed with the events.
 *
 * @param offset     where the next line begins, bytes from the file's beginning, unpacked
 * @param size       how large the file was when it was begun, bytes as it lies there
 * @param zeroMicros the time of the first event that has one, microseconds since 1970; null where none has come
 * @param due        when the latest event was due, nanoseconds of the run's active time
 */
public record ReplayPosition(
        long offset, long size, @Nullable Long zeroMicros, long due) {
    private static final String OFFSET = "offset";
    private static final String SIZE = "size";
    private static final String ZERO = "zero";
    private static final String DUE = "due";

    /** The place before the first line of a file. */
    public static ReplayPosition start(long size, long due) {
        return new ReplayPosition(0, size, null, due);
    }

    /** Reads what {@link #toMap} gave. */
    public static ReplayPosition of(Map<String, String> position) {
        var zero = position.get(ZERO);
        return new ReplayPosition(
                Long.parseLong(position.getOrDefault(OFFSET, "0")),
                Long.parseLong(position.getOrDefault(SIZE, "0")),
                zero == null ? null : Long.valueOf(zero),
                Long.parseLong(position.getOrDefault(DUE, "0")));
    }

    /** As it is kept. */
    public Map<String, String> toMap() {
        var place = Map.of(OFFSET, Long.toString(offset), SIZE, Long.toString(size), DUE, Long.toString(due));
        if (zeroMicros == null) {
            return place;
        }
        return Map.of(
                OFFSET,
                Long.toString(offset),
                SIZE,
                Long.toString(size),
                DUE,
                Long.toString(due),
                ZERO,
                Long.toString(zeroMicros));
    }
}
