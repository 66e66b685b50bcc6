package dev.millrace.processor.run;

/** Kafka does not answer, or refuses what a pipeline needs of it. */
public final class KafkaUnavailable extends ProcessorException {
    private static final long serialVersionUID = 1L;

    KafkaUnavailable(String bootstrapServers, String task, Throwable cause) {
        super("Kafka at " + bootstrapServers + " could not " + task + ": " + reason(cause), cause);
    }

    private static String reason(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
