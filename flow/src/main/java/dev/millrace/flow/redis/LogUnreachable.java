package dev.millrace.flow.redis;

/** There is no connection to Redis at the moment; one is being made. */
public final class LogUnreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LogUnreachable(String message) {
        // Thrown often and expected: the way to here says nothing.
        super(message, null, false, false);
    }
}
