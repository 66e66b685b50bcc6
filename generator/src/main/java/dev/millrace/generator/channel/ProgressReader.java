package dev.millrace.generator.channel;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.progress.Progress;
import dev.millrace.event.progress.ProgressJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what sources have last said of their progress. Thread-safe. */
public final class ProgressReader {
    private static final Logger log = LoggerFactory.getLogger(ProgressReader.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaAccess kafka;

    public ProgressReader(KafkaAccess kafka) {
        this.kafka = kafka;
    }

    /** The last committed progress of every source of every run. */
    public Map<String, Progress> readAll() {
        try (var consumer = consumer(false)) {
            return read(
                    consumer,
                    consumer.partitionsFor(Progress.TOPIC).stream()
                            .map(ProgressReader::partition)
                            .toList());
        }
    }

    /**
     * The last committed progress of one source. What was committed before this call is seen: where transactions
     * of others are open below it, the call waits until they end.
     */
    Optional<Progress> read(ChannelKey key) {
        try (var consumer = consumer(false)) {
            int count = consumer.partitionsFor(Progress.TOPIC).size();
            var keyBytes = key.progressKey().getBytes(StandardCharsets.UTF_8);
            var partition = new TopicPartition(Progress.TOPIC, Utils.toPositive(Utils.murmur2(keyBytes)) % count);
            return Optional.ofNullable(read(consumer, List.of(partition)).get(key.progressKey()));
        }
    }

    private Map<String, Progress> read(Consumer<byte[], byte[]> committed, Collection<TopicPartition> partitions) {
        // The end that counts is that of all records, not only of settled transactions: a commit of ours may lie
        // above an open transaction of another source.
        Map<TopicPartition, Long> ends;
        try (var uncommitted = consumer(true)) {
            ends = uncommitted.endOffsets(partitions);
        }
        committed.assign(partitions);
        committed.seekToBeginning(partitions);
        var latest = new HashMap<String, Progress>();
        while (ends.entrySet().stream().anyMatch(end -> committed.position(end.getKey()) < end.getValue())) {
            for (var record : committed.poll(POLL)) {
                if (record.value() == null) {
                    latest.remove(new String(record.key(), StandardCharsets.UTF_8));
                    continue;
                }
                try {
                    var progress = ProgressJson.read(record.value());
                    latest.put(progress.key(), progress);
                } catch (UnreadableEvent e) {
                    log.error(
                            "A progress record cannot be read and is passed over: topic={} partition={} offset={} reason={}",
                            record.topic(),
                            record.partition(),
                            record.offset(),
                            e.reason());
                }
            }
        }
        return latest;
    }

    private Consumer<byte[], byte[]> consumer(boolean uncommitted) {
        return new KafkaConsumer<>(
                kafka.with(Map.of(
                        "isolation.level",
                        uncommitted ? "read_uncommitted" : "read_committed",
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest",
                        "allow.auto.create.topics",
                        false)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static TopicPartition partition(PartitionInfo info) {
        return new TopicPartition(info.topic(), info.partition());
    }
}
