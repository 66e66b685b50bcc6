package dev.millrace.generator.intake;

/**
 * Events could not be taken in: none of them was stored, and they may be sent again. With
 * {@link Cause#UNCERTAIN} alone this is not known.
 */
public final class IntakeUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    private final Cause why;

    /** What stood in the way. */
    public enum Cause {
        /** Kafka cannot be written to now. */
        KAFKA,
        /** More is waiting than the source's queue holds. */
        QUEUE_FULL,
        /** The program is coming to an end. */
        STOPPING,
        /** Kafka's answer to the commit was lost, and the source stopped before it could find out. */
        UNCERTAIN
    }

    public IntakeUnavailable(Cause why, String message) {
        super(message);
        this.why = why;
    }

    static IntakeUnavailable becauseOfKafka(String reason) {
        return new IntakeUnavailable(Cause.KAFKA, "Kafka cannot be written to: " + reason);
    }

    /** What stood in the way. */
    public Cause why() {
        return why;
    }
}
