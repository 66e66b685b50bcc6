package dev.millrace.processor.testing;

import dev.millrace.embedded.testing.SharedKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Plain clients of the shared broker. */
public final class Kafka {
    private Kafka() {}

    /** Makes a topic. */
    public static void newTopic(String bootstrapServers, String name, int partitions) {
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(name, Optional.of(partitions), Optional.empty())))
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
    }

    /** Changes what a topic takes. */
    public static void setMaxMessageBytes(String topic, int bytes) {
        try (var admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, SharedKafka.bootstrapServers()))) {
            var entry = new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes));
            var change = Map.<ConfigResource, Collection<AlterConfigOp>>of(
                    new ConfigResource(ConfigResource.Type.TOPIC, topic),
                    List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET)));
            admin.incrementalAlterConfigs(change)
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
    }

    /** Commits offsets for a group that has no members. */
    public static void commit(String group, Map<TopicPartition, Long> offsets) {
        try (var admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, SharedKafka.bootstrapServers()))) {
            var committed = new HashMap<TopicPartition, OffsetAndMetadata>();
            offsets.forEach((partition, offset) -> committed.put(partition, new OffsetAndMetadata(offset)));
            admin.alterConsumerGroupOffsets(group, committed)
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
    }

    /** Shuts out whoever is amid a transaction for an application, which aborts it; false if nobody is. */
    public static boolean abortTransactionOf(String application) {
        try (var admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, SharedKafka.bootstrapServers()))) {
            var options = new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING));
            var ongoing =
                    admin.listTransactions(options).all().toCompletionStage().toCompletableFuture().join().stream()
                            .map(TransactionListing::transactionalId)
                            .filter(id -> id.startsWith(application))
                            .toList();
            admin.fenceProducers(ongoing)
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            return !ongoing.isEmpty();
        }
    }

    /** All committed records of a topic of the shared broker, each partition's in order. */
    public static List<ConsumerRecord<byte[], byte[]>> readAll(String topic) {
        return readAll(SharedKafka.bootstrapServers(), topic);
    }

    /** All committed records of a topic, each partition's in order. */
    public static List<ConsumerRecord<byte[], byte[]>> readAll(String bootstrapServers, String topic) {
        return readAll(bootstrapServers, topic, IsolationLevel.READ_COMMITTED);
    }

    /** All records of a topic of the shared broker, those of transactions that were aborted included. */
    public static List<ConsumerRecord<byte[], byte[]>> readEverything(String topic) {
        return readAll(SharedKafka.bootstrapServers(), topic, IsolationLevel.READ_UNCOMMITTED);
    }

    private static List<ConsumerRecord<byte[], byte[]>> readAll(
            String bootstrapServers, String topic, IsolationLevel isolation) {
        var settings = Map.<String, Object>of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                isolation.toString(),
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false);
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            // The end of all that was written, not of what is settled: a transaction of a process that was killed
            // stays open for a while, and what was committed behind it cannot be read until it is given up.
            var ends = writtenEnds(bootstrapServers, partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    private static Map<TopicPartition, Long> writtenEnds(String bootstrapServers, List<TopicPartition> partitions) {
        var settings = Map.<String, Object>of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_uncommitted");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return consumer.endOffsets(partitions);
        }
    }
}
