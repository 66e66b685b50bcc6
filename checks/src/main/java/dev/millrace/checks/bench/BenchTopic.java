package dev.millrace.checks.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A topic that a side of a benchmark fills. The broker notes when it took each batch, so that both sides are timed by the
 * same clock, at the same place: neither start of a program nor its own figures count. The first half of the records is
 * warm-up, on both sides: the time of the others tells the rate.
 */
final class BenchTopic {
    private static final Duration POLL = Duration.ofMillis(200);

    private final String bootstrapServers;
    private final String name;

    private BenchTopic(String bootstrapServers, String name) {
        this.bootstrapServers = bootstrapServers;
        this.name = name;
    }

    /** Makes it. */
    static BenchTopic make(String bootstrapServers, String name, int partitions) throws InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            var topic = new NewTopic(name, partitions, (short) 1)
                    .configs(Map.of("message.timestamp.type", "LogAppendTime"));
            admin.createTopics(List.of(topic)).all().get();
            return new BenchTopic(bootstrapServers, name);
        } catch (ExecutionException e) {
            throw new BenchFailed("topic " + name + " could not be made", e);
        }
    }

    String name() {
        return name;
    }

    /** Removes it with what it holds. */
    void remove() throws InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.deleteTopics(List.of(name)).all().get();
        } catch (ExecutionException e) {
            throw new BenchFailed("topic " + name + " could not be removed", e);
        }
    }

    /** Offsets taken so far, those of transactions included. */
    long size() {
        try (var consumer = consumer()) {
            return consumer.endOffsets(partitions(consumer)).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /** Reads all that is committed; gives how long all of it takes at the rate the broker took it in, in seconds. */
    double read(Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        var taken = new Intake();
        try (var consumer = consumer()) {
            var partitions = partitions(consumer);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var record : consumer.poll(POLL)) {
                    taken.add(record.timestamp());
                    reader.accept(record);
                }
            }
        }
        return taken.seconds()
                .orElseThrow(
                        () -> new BenchFailed("topic " + name + " was filled in no time, or not at all: send more"));
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false,
                        "max.poll.records",
                        10_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer) {
        return consumer.partitionsFor(name).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }
}
