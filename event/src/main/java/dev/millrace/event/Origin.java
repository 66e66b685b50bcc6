package dev.millrace.event;

/**
 * Where in which execution an event was made: the run, and the event's place in its source's sequence.
 *
 * <p>Together with the source this identifies an event for good: a resend has the same run and index, so a
 * consumer can tell a repeat from a new fact, and a gap in the indices is a lost event.
 *
 * @param run   id of the run that made the event, not blank
 * @param index place in the source's sequence within the run, counted from 0
 */
public record Origin(String run, long index) {
    public Origin {
        if (run.isBlank()) {
            throw new IllegalArgumentException("run must not be blank");
        }
        if (index < 0) {
            throw new IllegalArgumentException("index must not be negative, was " + index);
        }
    }

    /** The event id that follows from this origin: {@code <run>.<source>.<index>}. */
    public String eventId(String source) {
        return run + '.' + source + '.' + index;
    }
}
