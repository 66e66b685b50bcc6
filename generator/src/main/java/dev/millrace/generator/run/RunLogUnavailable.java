package dev.millrace.generator.run;

/** Runs cannot be started or stopped now, for Kafka does not answer. */
public sealed class RunLogUnavailable extends RuntimeException permits RateChangeTooLate {
    private static final long serialVersionUID = 1L;

    public RunLogUnavailable(String message) {
        super(message);
    }

    public RunLogUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
