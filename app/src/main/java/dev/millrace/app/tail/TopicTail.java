package dev.millrace.app.tail;

import dev.millrace.app.topics.KafkaNotReachable;
import dev.millrace.generator.channel.KafkaAccess;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The committed records of a topic over all its partitions, ordered by their timestamps where they are already
 * there, as they come where they are not. Not thread-safe.
 */
public final class TopicTail implements AutoCloseable {
    private static final Comparator<ConsumerRecord<byte[], byte[]>> BY_TIME =
            Comparator.<ConsumerRecord<byte[], byte[]>>comparingLong(ConsumerRecord::timestamp)
                    .thenComparingLong(ConsumerRecord::offset);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Consumer<byte[], byte[]> consumer;
    private final Queue<ConsumerRecord<byte[], byte[]>> ready = new ArrayDeque<>();
    private final boolean follow;

    private TopicTail(Consumer<byte[], byte[]> consumer, boolean follow) {
        this.consumer = consumer;
        this.follow = follow;
    }

    /**
     * Finds what was asked for.
     *
     * @throws NoSuchTopic if the topic is not there
     * @throws KafkaNotReachable if Kafka does not answer
     */
    public static TopicTail open(KafkaAccess kafka, TailRequest request) {
        var consumer = consumer(kafka);
        try {
            var tail = new TopicTail(consumer, request.follow());
            tail.find(request);
            return tail;
        } catch (TimeoutException e) {
            consumer.close();
            throw new KafkaNotReachable("Kafka at " + kafka + " does not answer: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** The records that were there when it was opened, as far as they were asked for. Gives them once. */
    public List<ConsumerRecord<byte[], byte[]>> there() {
        var there = List.copyOf(ready);
        ready.clear();
        return there;
    }

    private static Consumer<byte[], byte[]> consumer(KafkaAccess kafka) {
        var properties = kafka.with(Map.of(
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false,
                "allow.auto.create.topics",
                false,
                "default.api.timeout.ms",
                Math.toIntExact(PATIENCE.toMillis())));
        try {
            return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            throw KafkaNotReachable.as(kafka, e);
        }
    }

    /** The next record; empty when there is no more, which never happens while following. */
    public Optional<ConsumerRecord<byte[], byte[]>> next() {
        while (ready.isEmpty() && follow) {
            consumer.poll(POLL).forEach(ready::add);
        }
        return Optional.ofNullable(ready.poll());
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void find(TailRequest request) {
        var partitions = consumer.listTopics().getOrDefault(request.topic(), List.of()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new NoSuchTopic(request.topic(), consumer.listTopics().keySet());
        }
        consumer.assign(partitions);
        var ends = consumer.endOffsets(partitions);
        var starts = starts(request, partitions, ends);
        starts.forEach(consumer::seek);
        // Followed from a time on, records come as they are, without an end; there is nothing to wait for and to order.
        if (!(follow && request.from() != null)) {
            ready.addAll(request.from() == null ? last(ends, request.count()) : first(ends, request.count()));
        }
    }

    /** The last records before the ends, over all partitions. */
    private List<ConsumerRecord<byte[], byte[]>> last(Map<TopicPartition, Long> ends, int count) {
        var found = new PriorityQueue<>(BY_TIME);
        while (!isAt(ends)) {
            for (var record : nextBeforeTheEnd()) {
                found.add(record);
                if (found.size() > count) {
                    found.remove();
                }
            }
        }
        return found.stream().sorted(BY_TIME).toList();
    }

    /** The first records from where the partitions stand; of each partition only as many are read as may be among them. */
    private List<ConsumerRecord<byte[], byte[]>> first(Map<TopicPartition, Long> ends, int count) {
        var found = new PriorityQueue<>(BY_TIME.reversed());
        var taken = new HashMap<TopicPartition, Integer>();
        var open = new HashMap<>(ends);
        while (!isAt(open)) {
            for (var record : nextBeforeTheEnd()) {
                var partition = new TopicPartition(record.topic(), record.partition());
                if (taken.merge(partition, 1, Integer::sum) <= count) {
                    found.add(record);
                    if (found.size() > count) {
                        found.remove();
                    }
                } else if (open.remove(partition) != null) {
                    consumer.pause(List.of(partition));
                }
            }
        }
        return found.stream().sorted(BY_TIME).toList();
    }

    /** What comes next where more is there; a Kafka that has stopped to answer is not waited for for ever. */
    private ConsumerRecords<byte[], byte[]> nextBeforeTheEnd() {
        long start = System.nanoTime();
        while (System.nanoTime() - start < PATIENCE.toNanos()) {
            var records = consumer.poll(POLL);
            if (!records.nextOffsets().isEmpty()) {
                return records;
            }
        }
        throw new TimeoutException("nothing came for " + PATIENCE.toSeconds() + " s, although there is more to read");
    }

    private boolean isAt(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private Map<TopicPartition, Long> starts(
            TailRequest request, List<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
        var starts = new HashMap<TopicPartition, Long>();
        if (request.from() != null) {
            var wanted = new HashMap<TopicPartition, Long>();
            partitions.forEach(partition -> wanted.put(partition, request.from().toEpochMilli()));
            consumer.offsetsForTimes(wanted)
                    .forEach((partition, found) ->
                            starts.put(partition, found == null ? ends.getOrDefault(partition, 0L) : found.offset()));
            return starts;
        }
        var beginnings = consumer.beginningOffsets(partitions);
        // Transactions take offsets of their own, one a commit; a third more offsets and some reach far enough
        // but for topics of single-event transactions, where fewer are shown.
        long back = request.count() * 4L + 64;
        ends.forEach((partition, end) ->
                starts.put(partition, Math.max(beginnings.getOrDefault(partition, 0L), end - back)));
        return starts;
    }
}
