package dev.millrace.generator.channel;

import static java.util.Objects.requireNonNull;

import dev.millrace.event.DeadLetter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
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
 * The largest records that a topic and its dead-letter topic take, in bytes, and how many partitions it has, as the
 * broker said when it was asked; 0 where it did not.
 *
 * <p>Looked at before a record is handed to the producer: once the broker has refused one, its whole transaction is
 * lost, and every new attempt would end the same way.
 */
record TopicLimits(long events, long deadLetters, int partitions) {
    private static final Logger log = LoggerFactory.getLogger(TopicLimits.class);

    /** Room for the headers of an event and Kafka's own framing. */
    static final int MARGIN = 1 << 10;

    private static final long NOT_KNOWN = Long.MAX_VALUE;

    /** Nothing is known. */
    static final TopicLimits NONE = new TopicLimits(NOT_KNOWN, NOT_KNOWN, 0);

    /** Asks the broker; a limit it does not tell holds nothing back. Throws {@link KafkaException} if it is away. */
    static Map<String, TopicLimits> of(Collection<String> topics, KafkaAccess kafka) {
        var resources = new ArrayList<ConfigResource>();
        for (var topic : topics) {
            resources.add(resource(topic));
            resources.add(resource(DeadLetter.topicFor(topic)));
        }
        var limits = new HashMap<String, TopicLimits>();
        try (var admin = Admin.create(kafka.with(Map.of(
                "client.id", "millrace-limits", "default.api.timeout.ms", 10_000, "request.timeout.ms", 5_000)))) {
            var answers = admin.describeConfigs(resources).values();
            var descriptions = admin.describeTopics(topics).topicNameValues();
            for (var topic : topics) {
                var letters = DeadLetter.topicFor(topic);
                limits.put(
                        topic,
                        new TopicLimits(
                                limit(topic, requireNonNull(answers.get(resource(topic)))),
                                limit(letters, requireNonNull(answers.get(resource(letters)))),
                                partitions(requireNonNull(descriptions.get(topic)))));
            }
        }
        return limits;
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static int partitions(KafkaFuture<TopicDescription> answer) {
        try {
            return answer.get().partitions().size();
        } catch (InterruptedException e) {
            throw new InterruptException("interrupted while asking how many partitions there are", e);
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case AuthorizationException refused -> 0;
                case UnknownTopicOrPartitionException missing -> 0;
                case KafkaException other -> throw other;
                case null, default -> throw new KafkaException("asking how many partitions there are", e);
            };
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
