package dev.millrace.processor.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/** How far a pipeline's group has come on the topics it reads. Thread-safe. */
final class InputProgress {
    private static final long POLL_MILLIS = 50;

    private final Broker broker;
    private final String group;
    private final UnreadTail tail;

    InputProgress(Broker broker, String group, UnreadTail tail) {
        this.broker = broker;
        this.group = group;
        this.tail = tail;
    }

    /** Where the group stands now on topics with so many partitions. */
    List<PartitionLag> lags(Map<String, Integer> topics) {
        var partitions = partitionsOf(topics);
        var committed = broker.committed(group);
        var beginnings = broker.beginnings(partitions);
        var ends = broker.readableEnds(partitions);
        var lags = new ArrayList<PartitionLag>();
        for (var partition : partitions) {
            long begin = beginnings.getOrDefault(partition, 0L);
            long from = Math.max(begin, committed.getOrDefault(partition, begin));
            lags.add(new PartitionLag(
                    partition.topic(), partition.partition(), from, ends.getOrDefault(partition, from)));
        }
        return lags;
    }

    /** Waits until the group has committed all that has been written to the topics by now; false if time runs out. */
    boolean awaitEnds(Map<String, Integer> topics, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        var open = new HashMap<>(broker.writtenEnds(partitionsOf(topics)));
        var before = Map.<TopicPartition, Long>of();
        while (true) {
            var standing = standing(topics);
            open.entrySet().removeIf(entry -> standing.getOrDefault(entry.getKey(), 0L) >= entry.getValue());
            open.entrySet().removeIf(standsBeforeNothing(standing, before));
            if (open.isEmpty()) {
                return true;
            }
            if (System.nanoTime() > deadline) {
                return false;
            }
            before = standing;
            Pause.millis(POLL_MILLIS);
        }
    }

    /**
     * Nothing is committed for the marks of transactions alone, so a group may stand before the end for good. Asked
     * only where it has not moved since the last look.
     */
    private Predicate<Map.Entry<TopicPartition, Long>> standsBeforeNothing(
            Map<TopicPartition, Long> standing, Map<TopicPartition, Long> before) {
        return entry -> {
            var partition = entry.getKey();
            var from = standing.get(partition);
            return from != null
                    && from.equals(before.get(partition))
                    && !tail.holdsRecords(partition, from, entry.getValue());
        };
    }

    private Map<TopicPartition, Long> standing(Map<String, Integer> topics) {
        var standing = new HashMap<TopicPartition, Long>();
        lags(topics).forEach(lag -> standing.put(new TopicPartition(lag.topic(), lag.partition()), lag.committed()));
        return standing;
    }

    static Set<TopicPartition> partitionsOf(Map<String, Integer> topics) {
        Collection<TopicPartition> partitions = topics.entrySet().stream()
                .flatMap(entry -> IntStream.range(0, entry.getValue())
                        .mapToObj(partition -> new TopicPartition(entry.getKey(), partition)))
                .toList();
        return new HashSet<>(partitions);
    }
}
