package dev.millrace.delivery.audit;

/** Kafka gave no answer, or an error that may pass. */
final class KafkaUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    KafkaUnavailable(String reason, Throwable cause) {
        super(reason, cause);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
