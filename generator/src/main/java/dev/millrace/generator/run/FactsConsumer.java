package dev.millrace.generator.run;

import dev.millrace.event.progress.Progress;
import dev.millrace.generator.channel.KafkaAccess;
import java.util.ArrayList;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Opens what reads the facts of all programs' runs, and how far their sources have come, from the first on. */
final class FactsConsumer {
    private FactsConsumer() {}

    /** @throws org.apache.kafka.common.KafkaException if Kafka does not answer */
    static Consumer<byte[], byte[]> open(KafkaAccess kafka) {
        var opened = new KafkaConsumer<>(
                kafka.with(Map.of(
                        "client.id",
                        "millrace-facts",
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest",
                        "fetch.max.wait.ms",
                        50,
                        "default.api.timeout.ms",
                        10_000,
                        "allow.auto.create.topics",
                        false)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        var partitions = new ArrayList<TopicPartition>();
        partitions.add(new TopicPartition(Run.TOPIC, 0));
        opened.partitionsFor(Progress.TOPIC)
                .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
        opened.assign(partitions);
        opened.seekToBeginning(partitions);
        return opened;
    }
}
