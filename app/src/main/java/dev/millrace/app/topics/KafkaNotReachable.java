package dev.millrace.app.topics;

import dev.millrace.generator.channel.KafkaAccess;
import java.util.StringJoiner;
import org.apache.kafka.common.KafkaException;

/** Kafka does not answer, or refuses. */
public final class KafkaNotReachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KafkaNotReachable(String message, Throwable cause) {
        super(message, cause);
    }

    /** A client could not be made, for a reason that Kafka's own message keeps to the cause of the cause. */
    public static KafkaNotReachable as(KafkaAccess kafka, KafkaException failure) {
        var words = new StringJoiner(": ");
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            words.add(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
        }
        return new KafkaNotReachable("Kafka at " + kafka + " cannot be used: " + words, failure);
    }
}
