package dev.millrace.generator.replay;

import dev.millrace.generator.file.FileMark;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a file has been replayed, as committed with the events.
 *
 * @param offset     where the next line begins, bytes from the file's beginning, unpacked
 * @param file       by what the file is known again
 * @param zeroMicros the time of the first event that has one, microseconds since 1970; null where none has come
 * @param due        when the latest event was due, nanoseconds of the run's active time
 */
public record ReplayPosition(
        long offset, FileMark file, @Nullable Long zeroMicros, long due) {
    private static final String OFFSET = "offset";
    private static final String ZERO = "zero";
    private static final String DUE = "due";

    /** The place before the first line of a file. */
    public static ReplayPosition start(FileMark file, long due) {
        return new ReplayPosition(0, file, null, due);
    }

    /** Reads what {@link #toMap} gave. */
    public static ReplayPosition of(Map<String, String> position) {
        var zero = position.get(ZERO);
        return new ReplayPosition(
                Long.parseLong(position.getOrDefault(OFFSET, "0")),
                FileMark.of(position),
                zero == null ? null : Long.valueOf(zero),
                Long.parseLong(position.getOrDefault(DUE, "0")));
    }

    /** As it is kept. */
    public Map<String, String> toMap() {
        var place = new HashMap<>(file.toMap());
        place.put(OFFSET, Long.toString(offset));
        place.put(DUE, Long.toString(due));
        if (zeroMicros != null) {
            place.put(ZERO, Long.toString(zeroMicros));
        }
        return place;
    }
}
