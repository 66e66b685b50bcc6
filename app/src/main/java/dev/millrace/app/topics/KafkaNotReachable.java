package dev.millrace.app.topics;

/** Kafka does not answer, or refuses. */
public final class KafkaNotReachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KafkaNotReachable(String message, Throwable cause) {
        super(message, cause);
    }
}
