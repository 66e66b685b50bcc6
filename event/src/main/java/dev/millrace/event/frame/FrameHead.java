package dev.millrace.event.frame;

import dev.millrace.event.TraceDerivation;
import org.jspecify.annotations.Nullable;

/**
 * What all events of a frame have in common.
 *
 * @param source the source, not empty
 * @param type   the kind of fact, not empty
 * @param run    the run; null if the events have no origin, and then each has an id of its own
 * @param bodies how the data is encoded
 * @param traces how trace contexts follow from the index; null if they do not. Needs a run
 */
public record FrameHead(
        String source,
        String type,
        @Nullable String run,
        BodyCoding bodies,
        @Nullable TraceDerivation traces) {
    public FrameHead {
        if (source.isEmpty() || type.isEmpty()) {
            throw new IllegalArgumentException("a frame's source and type must not be empty");
        }
        if (run != null && run.isBlank()) {
            throw new IllegalArgumentException("a frame's run must not be blank");
        }
        if (run == null && traces != null) {
            throw new IllegalArgumentException("traces cannot follow from the index where there is none");
        }
    }
}
