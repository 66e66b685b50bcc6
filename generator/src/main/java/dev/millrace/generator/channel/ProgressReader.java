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
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Reads what sources have last said of their progress. Thread-safe. */
public final class ProgressReader {
    private static final Duration POLL = Duration.ofMillis(100);
    /** A sender that died leaves a transaction open until the broker gives it up, 25 s at worst by default. */
    private static final Duration PATIENCE_FOR_ALL = Duration.ofSeconds(60);
    /** Short, for a source that opens its channel is deaf to a stop meanwhile, and tries again anyway. */
    private static final Duration PATIENCE_FOR_ONE = Duration.ofSeconds(8);

    private final KafkaAccess kafka;
    private final UnreadableProgress unreadable;

    public ProgressReader(KafkaAccess kafka) {
        this(kafka, new UnreadableProgress());
    }

    /** @param unreadable told of records that are passed over; other readers may tell it as well */
    public ProgressReader(KafkaAccess kafka, UnreadableProgress unreadable) {
        this.kafka = kafka;
        this.unreadable = unreadable;
    }

    /**
     * The last committed progress of every source of every run, to look at; one that cannot be read is left out.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka does not answer, or the topic is not there
     */
    public Map<String, Progress> readAll() {
        return readAll(false);
    }

    /**
     * The last progress written of every source, committed or not, without waiting for anybody's transaction: about where
     * sources were, not where they go on.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka does not answer, or the topic is not there
     */
    public Map<String, Progress> readWritten() {
        return readAll(true);
    }

    private Map<String, Progress> readAll(boolean uncommitted) {
        try (var consumer = consumer(uncommitted)) {
            var all = new HashMap<String, Progress>();
            read(consumer, partitions(consumer), PATIENCE_FOR_ALL).forEach((key, last) -> {
                switch (last) {
                    case Last.Known(var progress) -> {
                        unreadable.readable(key);
                        all.put(key, progress);
                    }
                    case Last.Unreadable(var where, var why) -> unreadable.found(key, where, why);
                }
            });
            return all;
        }
    }

    /**
     * The last committed progress of one source. What was committed before this call is seen: where transactions
     * of others are open below it, the call waits until they end.
     *
     * @throws ChannelRefused if there is one that cannot be read
     */
    Optional<Progress> read(ChannelKey key) {
        try (var consumer = consumer(false)) {
            var all = partitions(consumer);
            var keyBytes = key.progressKey().getBytes(StandardCharsets.UTF_8);
            var home = new TopicPartition(Progress.TOPIC, Utils.toPositive(Utils.murmur2(keyBytes)) % all.size());
            var found = read(consumer, List.of(home), PATIENCE_FOR_ONE).get(key.progressKey());
            if (found == null) {
                found = elsewhere(
                        consumer,
                        key,
                        all.stream().filter(one -> !one.equals(home)).toList());
            }
            return switch (found) {
                case null -> Optional.empty();
                case Last.Known(var progress) -> Optional.of(progress);
                // To begin anew instead would send everything a second time.
                case Last.Unreadable unreadable ->
                    throw new ChannelRefused(
                            "What source " + key.source() + " of run " + key.run() + " said of its progress cannot be"
                                    + " read (" + unreadable.where() + "). Go on with the version of Millrace that"
                                    + " wrote it, or a newer one",
                            unreadable.why());
            };
        }
    }

    /**
     * The last progress under a key on partitions that are not its own: there it stays if the topic is given more
     * partitions. Others' transactions are waited for only where there is any.
     */
    private @Nullable Last elsewhere(
            Consumer<byte[], byte[]> committed, ChannelKey key, Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return null;
        }
        try (var uncommitted = consumer(true)) {
            if (!read(uncommitted, partitions, PATIENCE_FOR_ONE).containsKey(key.progressKey())) {
                return null;
            }
        }
        return read(committed, partitions, PATIENCE_FOR_ONE).get(key.progressKey());
    }

    private Map<String, Last> read(
            Consumer<byte[], byte[]> committed, Collection<TopicPartition> partitions, Duration patience) {
        // The end that counts is that of all records, not only of settled transactions: a commit of ours may lie
        // above an open transaction of another source.
        Map<TopicPartition, Long> ends;
        try (var uncommitted = consumer(true)) {
            uncommitted.assign(partitions);
            ends = uncommitted.endOffsets(partitions);
        }
        committed.assign(partitions);
        committed.seekToBeginning(partitions);
        var latest = new HashMap<String, Last>();
        long since = System.nanoTime();
        while (ends.entrySet().stream().anyMatch(end -> committed.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() - since > patience.toNanos()) {
                throw new TimeoutException("topic " + Progress.TOPIC + " could not be read to its end within "
                        + patience.toSeconds() + " s: Kafka does not answer, or another sender's transaction is open");
            }
            for (var record : committed.poll(POLL)) {
                var key = new String(record.key(), StandardCharsets.UTF_8);
                if (record.value() == null) {
                    latest.remove(key);
                    continue;
                }
                latest.merge(key, last(record), ProgressReader::further);
            }
        }
        return latest;
    }

    private static Last last(ConsumerRecord<byte[], byte[]> record) {
        try {
            return new Last.Known(ProgressJson.read(record.value()));
        } catch (UnreadableEvent e) {
            return new Last.Unreadable(
                    record.topic() + " partition " + record.partition() + " offset " + record.offset(), e);
        }
    }

    /** Partitions are read side by side, so that what comes later need not have been written later. */
    private static Last further(Last before, Last after) {
        return before instanceof Last.Known(var one) && after instanceof Last.Known(var other) && other.isBehind(one)
                ? before
                : after;
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
                        // One empty partition must not hold up the others' records by Kafka's half second.
                        "fetch.max.wait.ms",
                        20,
                        "default.api.timeout.ms",
                        10_000,
                        "allow.auto.create.topics",
                        false)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        var partitions = consumer.partitionsFor(Progress.TOPIC).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new UnknownTopicOrPartitionException("there is no topic " + Progress.TOPIC);
        }
        return partitions;
    }

    /** The last record under a key. */
    private sealed interface Last {
        record Known(Progress progress) implements Last {}

        record Unreadable(String where, UnreadableEvent why) implements Last {}
    }
}
