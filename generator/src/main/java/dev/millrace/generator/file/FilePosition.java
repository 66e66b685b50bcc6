package dev.millrace.generator.file;

import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where reading goes on: in the current file, and, as long as a writer may still hold it open, in the one before.
 *
 * @param current  the file being read, or the place before the first
 * @param previous the file read before it; null if there is none
 */
record FilePosition(Place current, @Nullable Place previous) {
    private static final String PREVIOUS = "previous.";

    /** The form in which it is kept with the source's progress. */
    Map<String, String> toMap() {
        var map = new LinkedHashMap<String, String>();
        current.write("", map);
        if (previous != null) {
            previous.write(PREVIOUS, map);
        }
        return Map.copyOf(map);
    }

    /** Reads what {@link #toMap} gave; throws {@link IllegalArgumentException} where it is no such thing. */
    static FilePosition parse(Map<String, String> map) {
        try {
            return new FilePosition(Place.read("", map), Place.isIn(PREVIOUS, map) ? Place.read(PREVIOUS, map) : null);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException("not a position in a file: " + map + ": " + e.getMessage(), e);
        }
    }
}
