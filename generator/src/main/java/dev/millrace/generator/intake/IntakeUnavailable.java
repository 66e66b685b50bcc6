package dev.millrace.generator.intake;

import dev.millrace.flow.shed.Verdict;

/**
 * Events could not be taken in: none of them was stored, and they may be sent again. With
 * {@link Cause#UNCERTAIN} alone this is not known.
 */
public final class IntakeUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    private final Cause why;
    private final Verdict pressure;

    /** What stood in the way. */
    public enum Cause {
        /** Kafka cannot be written to now. */
        KAFKA,
        /** More is waiting than the source's queue holds. */
        QUEUE_FULL,
        /** There is too much, and this was among what goes first. */
        PRESSURE,
        /** The program is coming to an end. */
        STOPPING,
        /** Kafka's answer to the commit was lost, and the source stopped before it could find out. */
        UNCERTAIN
    }

    public IntakeUnavailable(Cause why, String message) {
        this(why, Verdict.ADMITTED, message);
    }

    private IntakeUnavailable(Cause why, Verdict pressure, String message) {
        super(message);
        this.why = why;
        this.pressure = pressure;
    }

    static IntakeUnavailable becauseOfKafka(String reason) {
        return new IntakeUnavailable(Cause.KAFKA, "Kafka cannot be written to: " + reason);
    }

    static IntakeUnavailable becauseOf(Verdict pressure) {
        return new IntakeUnavailable(
                Cause.PRESSURE,
                pressure,
                switch (pressure) {
                    case ADMITTED, OUTAGE -> throw new IllegalArgumentException(pressure + " is no pressure");
                    case QUEUE -> "the queue of events that are to be written is filling up";
                    case HEAP -> "memory is running short";
                    case CPU -> "the processors are busy";
                    case BUFFER -> "what is to be sent to Kafka is piling up";
                });
    }

    /** What there was too much of; {@link Verdict#ADMITTED} where that was not it. */
    Verdict pressure() {
        return pressure;
    }

    /** What stood in the way. */
    public Cause why() {
        return why;
    }
}
