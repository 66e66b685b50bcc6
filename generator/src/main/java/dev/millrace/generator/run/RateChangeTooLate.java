package dev.millrace.generator.run;

/** Kafka takes changes of rates, but too late for all instances to follow them together, so that they hold for nobody. */
public final class RateChangeTooLate extends RunLogUnavailable {
    private static final long serialVersionUID = 1L;

    public RateChangeTooLate(String message) {
        super(message);
    }
}
