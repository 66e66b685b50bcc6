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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;

/** Reads what sources have last said of their progress. Thread-safe. */
public final class ProgressReader {
    private static final Duration POLL = Duration.ofMillis(100);
    /** A sender that died leaves a transaction open until the broker gives it up, 25 s at worst by default. */
    private static final Duration PATIENCE_FOR_ALL = Duration.ofSeconds(60);
    /** Short, for a source that opens its channel is deaf to a stop meanwhile, and tries again anyway. */
    private static final Duration PATIENCE_FOR_ONE = Duration.ofSeconds(8);

    private final KafkaAccess kafka;
    private final UnreadableProgress unreadable;
    private final SharedReading<List<TopicPartition>> topic = new SharedReading<>(this::partitions);
    private final Map<TopicPartition, SharedReading<Last>> committed = new ConcurrentHashMap<>();
    private final Map<TopicPartition, SharedReading<Last>> written = new ConcurrentHashMap<>();

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
     * of others are open below it, the call waits until they end. Of many sources that ask at the same time, each
     * partition is read once for all.
     *
     * @throws ChannelRefused if there is one that cannot be read
     */
    Optional<Progress> read(ChannelKey key) {
        var name = key.progressKey();
        var all = topic.read(Progress.TOPIC, PATIENCE_FOR_ONE).orElseThrow();
        var home = all.get(Utils.toPositive(Utils.murmur2(name.getBytes(StandardCharsets.UTF_8))) % all.size());
        var found = committed(home, name)
                .or(() -> elsewhere(
                        name, all.stream().filter(one -> !one.equals(home)).toList()));
        return found.map(last -> switch (last) {
            case Last.Known(var progress) -> progress;
            // To begin anew instead would send everything a second time.
            case Last.Unreadable unread ->
                throw new ChannelRefused(
                        "What source " + key.source() + " of run " + key.run() + " said of its progress cannot be"
                                + " read (" + unread.where() + "). Go on with the version of Millrace that"
                                + " wrote it, or a newer one",
                        unread.why());
        });
    }

    /**
     * The last progress under a key on partitions that are not its own: there it stays if the topic is given more
     * partitions. Others' transactions are waited for only where there is any.
     */
    private Optional<Last> elsewhere(String key, List<TopicPartition> partitions) {
        return partitions.stream()
                .filter(partition -> written(partition, key).isPresent())
                .flatMap(partition -> committed(partition, key).stream())
                .reduce(ProgressReader::further);
    }

    private Optional<Last> committed(TopicPartition partition, String key) {
        return committed
                .computeIfAbsent(partition, one -> new SharedReading<>(keys -> read(one, false, keys)))
                .read(key, PATIENCE_FOR_ONE);
    }

    private Optional<Last> written(TopicPartition partition, String key) {
        return written.computeIfAbsent(partition, one -> new SharedReading<>(keys -> read(one, true, keys)))
                .read(key, PATIENCE_FOR_ONE);
    }

    private Map<String, List<TopicPartition>> partitions(Set<String> topics) {
        try (var consumer = consumer(true)) {
            return topics.stream().collect(Collectors.toMap(topic -> topic, topic -> partitions(consumer)));
        }
    }

    /** The last words under some keys on one partition. */
    private Map<String, Last> read(TopicPartition partition, boolean uncommitted, Set<String> keys) {
        var latest = new HashMap<String, ConsumerRecord<byte[], byte[]>>();
        try (var consumer = consumer(uncommitted)) {
            readTo(end(List.of(partition)), consumer, PATIENCE_FOR_ONE, record -> {
                var key = new String(record.key(), StandardCharsets.UTF_8);
                // Of all others, and of what is followed by more, not a word is parsed.
                if (keys.contains(key)) {
                    latest.put(key, record);
                }
            });
        }
        var words = new HashMap<String, Last>();
        latest.forEach((key, record) -> {
            if (record.value() != null) {
                words.put(key, last(record));
            }
        });
        return words;
    }

    private Map<String, Last> read(
            Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions, Duration patience) {
        var latest = new HashMap<String, Last>();
        readTo(end(partitions), consumer, patience, record -> {
            var key = new String(record.key(), StandardCharsets.UTF_8);
            if (record.value() == null) {
                latest.remove(key);
            } else {
                latest.merge(key, last(record), ProgressReader::further);
            }
        });
        return latest;
    }

    /**
     * The end that counts is that of all records, not only of settled transactions: a commit of ours may lie above an open
     * transaction of another source.
     */
    private Map<TopicPartition, Long> end(Collection<TopicPartition> partitions) {
        try (var uncommitted = consumer(true)) {
            uncommitted.assign(partitions);
            return uncommitted.endOffsets(partitions);
        }
    }

    private static void readTo(
            Map<TopicPartition, Long> ends,
            Consumer<byte[], byte[]> consumer,
            Duration patience,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        consumer.assign(ends.keySet());
        consumer.seekToBeginning(ends.keySet());
        long since = System.nanoTime();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() - since > patience.toNanos()) {
                throw new TimeoutException("topic " + Progress.TOPIC + " could not be read to its end within "
                        + patience.toSeconds() + " s: Kafka does not answer, or another sender's transaction is open");
            }
            consumer.poll(POLL).forEach(reader);
        }
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
