package dev.millrace.flow.breaker;

import java.util.Locale;

/** What a breaker does with calls. */
public enum BreakerState {
    /** Lets them through. */
    CLOSED,
    /** Turns them away at once. */
    OPEN,
    /** Lets a few through, to see how they fare. */
    HALF_OPEN;

    /** As metrics and status show it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
