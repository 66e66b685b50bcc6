package dev.millrace.event.interval;

/**
 * Indices that follow each other.
 *
 * @param from the first, not negative
 * @param to   the one after the last, greater than {@code from}
 */
public record IndexRange(long from, long to) {
    public IndexRange {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("no range: from " + from + " to " + to);
        }
    }

    /** How many indices it holds. */
    public long size() {
        return to - from;
    }

    /** For a person: {@code 17} or {@code 17-20}, both ends included. */
    @Override
    public String toString() {
        return size() == 1 ? Long.toString(from) : from + "-" + (to - 1);
    }
}
