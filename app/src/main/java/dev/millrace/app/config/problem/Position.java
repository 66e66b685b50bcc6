package dev.millrace.app.config.problem;

import java.util.Comparator;

/**
 * A place in a file.
 *
 * @param line   from 1; 0 for the file as a whole
 * @param column from 1, in characters (code points); 0 for the file as a whole
 */
public record Position(int line, int column) implements Comparable<Position> {
    /** No place in the file, but all of it: it is missing, or too large. */
    public static final Position WHOLE_FILE = new Position(0, 0);

    /** Where a file begins. */
    public static final Position START = new Position(1, 1);

    private static final Comparator<Position> ORDER =
            Comparator.comparingInt(Position::line).thenComparingInt(Position::column);

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }
}
