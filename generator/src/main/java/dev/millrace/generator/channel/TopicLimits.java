package dev.millrace.generator.channel;

import static java.util.Objects.requireNonNull;

import dev.millrace.event.DeadLetter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The largest records that a topic and its dead-letter topic take, in bytes, as the broker said when it was asked.
 *
 * <p>Looked at before a record is handed to the producer: once the broker has refused one, its whole transaction is
 * lost, and every new attempt would end the same way.
 */
record TopicLimits(long events, long deadLetters) {
    private static final Logger log = LoggerFactory.getLogger(TopicLimits.class);

    /** Room for the headers of an event and Kafka's own framing. */
    static final int MARGIN = 1 << 10;

    private static final long NOT_KNOWN = Long.MAX_VALUE;

    /** Asks the broker; a limit it does not tell holds nothing back. Throws {@link KafkaException} if it is away. */
    static TopicLimits of(String topic, KafkaAccess kafka) {
        var events = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var letters = new ConfigResource(ConfigResource.Type.TOPIC, DeadLetter.topicFor(topic));
        try (var admin = Admin.create(kafka.with(Map.of(
                "client.id", "millrace-limits", "default.api.timeout.ms", 10_000, "request.timeout.ms", 5_000)))) {
            var answers = admin.describeConfigs(List.of(events, letters)).values();
            return new TopicLimits(
                    limit(topic, requireNonNull(answers.get(events))),
                    limit(DeadLetter.topicFor(topic), requireNonNull(answers.get(letters))));
        }
    }

    private static long limit(String topic, KafkaFuture<Config> answer) {
        try {
            var entry = answer.get().get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
            return entry == null || entry.value() == null ? NOT_KNOWN : Long.parseLong(entry.value());
        } catch (InterruptedException e) {
            throw new InterruptException("interrupted while asking how large records may be", e);
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case AuthorizationException refused -> {
                    log.warn(
                            "How large records may be is not known, allow DESCRIBE_CONFIGS: topic={} reason={}",
                            topic,
                            refused.getMessage());
                    yield NOT_KNOWN;
                }
                case UnknownTopicOrPartitionException missing -> NOT_KNOWN;
                case KafkaException other -> throw other;
                case null, default -> throw new KafkaException("asking how large records may be", e);
            };
        }
    }

    /** The most key and value of an event may come to, as far as its topic goes. */
    long largestEvent() {
        return Math.max(0, events - MARGIN);
    }
}
