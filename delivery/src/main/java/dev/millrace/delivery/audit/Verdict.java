package dev.millrace.delivery.audit;

/** Where to read a partition from, and what must be written down before. */
sealed interface Verdict {
    /** The position to read from. */
    Position position();

    /** A partition the trail has not seen yet: it begins at its log's start. */
    record Begin(Position position) implements Verdict {}

    /** Going on where the copy ended. */
    record Resume(Position position) implements Verdict {}

    /** Going on behind a gap. */
    record Skip(Position copied, Gap gap, Position position) implements Verdict {}
}
