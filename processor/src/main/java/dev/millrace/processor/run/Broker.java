package dev.millrace.processor.run;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What pipelines ask of Kafka beside reading and writing. Thread-safe. Every method waits for the answer, and throws
 * {@link KafkaUnavailable} if none comes in time.
 */
final class Broker implements AutoCloseable {
    private static final String TRANSACTIONS = "transaction.version";

    private final String bootstrapServers;
    private final Admin admin;

    /** @param timeout how long an answer may take */
    Broker(String bootstrapServers, Map<String, Object> clientSettings, Duration timeout) {
        this.bootstrapServers = bootstrapServers;
        var settings = new HashMap<>(clientSettings);
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(timeout.toMillis()));
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(timeout.toMillis()));
        this.admin = Admin.create(settings);
    }

    /** Numbers of partitions of those of the topics that exist. */
    Map<String, Integer> partitions(Collection<String> topics) {
        var found = new HashMap<String, Integer>();
        admin.describeTopics(topics).topicNameValues().forEach((topic, description) -> {
            try {
                found.put(
                        topic,
                        get("describe topic " + topic, description).partitions().size());
            } catch (KafkaUnavailable e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        });
        return found;
    }

    /** Makes topics; one that another process has made meanwhile is fine. */
    void create(List<NewTopic> topics) {
        admin.createTopics(topics).values().forEach((topic, made) -> {
            try {
                get("create topic " + topic, made);
            } catch (KafkaUnavailable e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        });
    }

    /** The {@code max.message.bytes} of topics. */
    Map<String, Integer> maxMessageBytes(Collection<String> topics) {
        var resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        return get(
                        "describe the settings of " + topics,
                        admin.describeConfigs(resources).all())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().name(),
                        entry -> Integer.parseInt(entry.getValue()
                                .get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                                .value())));
    }

    /** The level of transactions the cluster runs on; 0 where it does not know of levels. */
    int transactionVersion() {
        var features = get("describe its features", admin.describeFeatures().featureMetadata());
        var level = features.finalizedFeatures().get(TRANSACTIONS);
        return level == null ? 0 : level.maxVersionLevel();
    }

    /** The offsets of the first records partitions still have. */
    Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
    }

    /** The offsets up to which partitions can be read now by readers of committed records. */
    Map<TopicPartition, Long> readableEnds(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
    }

    /** The offsets up to which partitions have been written, transactions still open included. */
    Map<TopicPartition, Long> writtenEnds(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
    }

    /** The offsets a group has committed. */
    Map<TopicPartition, Long> committed(String group) {
        var offsets = get(
                "tell the offsets of group " + group,
                admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        var known = new HashMap<TopicPartition, Long>();
        offsets.forEach((partition, offset) -> {
            if (offset != null) {
                known.put(partition, offset.offset());
            }
        });
        return known;
    }

    /** Deletes records before the given offsets. */
    void deleteBefore(Map<TopicPartition, Long> offsets) {
        var records = offsets.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> RecordsToDelete.beforeOffset(entry.getValue())));
        get("delete records that have been read", admin.deleteRecords(records).all());
    }

    private Map<TopicPartition, Long> offsets(
            Collection<TopicPartition> partitions, OffsetSpec spec, IsolationLevel isolation) {
        var wanted = partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> spec));
        var options = new ListOffsetsOptions(isolation);
        return get(
                        "tell the offsets of " + partitions,
                        admin.listOffsets(wanted, options).all())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private <T> T get(String task, KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new KafkaUnavailable(bootstrapServers, task, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailable(bootstrapServers, task, e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
