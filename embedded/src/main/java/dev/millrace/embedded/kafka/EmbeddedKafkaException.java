package dev.millrace.embedded.kafka;

import org.jspecify.annotations.Nullable;

/** The embedded broker cannot start or go on. */
public class EmbeddedKafkaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EmbeddedKafkaException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
