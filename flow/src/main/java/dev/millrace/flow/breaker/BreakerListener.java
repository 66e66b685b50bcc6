package dev.millrace.flow.breaker;

/** Is told when a breaker changes; must not block. */
@FunctionalInterface
public interface BreakerListener {
    /** From one state to another. */
    record Change(String breaker, BreakerState from, BreakerState to) {}

    /** Called by the thread whose call brought the change about. */
    void changed(Change change);
}
