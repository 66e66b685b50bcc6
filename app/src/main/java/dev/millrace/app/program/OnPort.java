package dev.millrace.app.program;

import java.util.function.IntFunction;

/**
 * A service that listens, with the port it got.
 *
 * @param service the service
 * @param note    which port it wanted, and which it has
 */
record OnPort<T extends AutoCloseable>(T service, PortNote note) {
    private static final int TRIES = 5;

    /**
     * Starts a service on the port it wants, or on a free one where that is taken. A port that was free a moment ago may
     * be gone when the service comes to listen, as when two programs are started at once; then another is taken.
     *
     * @param name   the service, for a person
     * @param wanted the port it is meant to have; 0 for any
     * @param start  starts it on a port, or says that the port is taken
     */
    static <T extends AutoCloseable> OnPort<T> start(String name, int wanted, IntFunction<T> start) {
        for (var tries = 1; ; tries++) {
            var note = PortNote.choose(name, wanted);
            try {
                return new OnPort<>(start.apply(note.actual()), note);
            } catch (dev.millrace.embedded.PortTaken | dev.millrace.gateway.PortTaken e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** The same, once it is among what is to be closed. */
    OnPort<T> addedTo(CloseStack open) {
        open.add(note.service(), service);
        return this;
    }
}
