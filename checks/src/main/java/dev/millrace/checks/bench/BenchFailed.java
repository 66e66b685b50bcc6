package dev.millrace.checks.bench;

/** A side of a benchmark did not do what it was to do, so that its time means nothing. */
final class BenchFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BenchFailed(String message) {
        super(message);
    }

    BenchFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
