package dev.millrace.app.topics;

import org.apache.kafka.common.errors.ApiException;

/** Kafka does not make a topic with the settings that were asked for. */
public final class TopicRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TopicRefused(String topic, ApiException cause) {
        super(
                "Kafka does not make topic " + topic + " as the file's 'topics' ask for it: " + cause.getMessage(),
                cause);
    }
}
