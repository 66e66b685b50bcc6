package dev.millrace.flow.shed;

import java.util.Locale;

/** Whether an event is let in, and if not, why. */
public enum Verdict {
    /** It is let in. */
    ADMITTED,
    /** Too many wait. */
    QUEUE,
    /** Memory runs short. */
    HEAP,
    /** The processors are busy. */
    CPU,
    /** The producer's buffer fills up. */
    BUFFER,
    /** It cannot be sent at all now, and who brought it was told so. */
    OUTAGE;

    /** Whether the event is shed. */
    public boolean isShed() {
        return this != ADMITTED;
    }

    /** As metrics show it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
