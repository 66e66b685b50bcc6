package dev.millrace.processor.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

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
        var before = Map.<TopicPartition, PartitionLag>of();
        while (true) {
            var now = byPartition(lags(topics));
            for (var lag : now.entrySet()) {
                var end = open.get(lag.getKey());
                if (end != null && isPast(end, lag.getKey(), lag.getValue(), before.get(lag.getKey()))) {
                    open.remove(lag.getKey());
                }
            }
            if (open.isEmpty()) {
                return true;
            }
            if (System.nanoTime() > deadline) {
                return false;
            }
            before = now;
            Pause.millis(POLL_MILLIS);
        }
    }

    /**
     * Whether the group has nothing left to do before {@code end}. For the marks of transactions alone nothing is
     * committed, so it may stand before the end for good; whether it does is asked where it has not moved since the
     * last look and all that was written can be read.
     */
    private boolean isPast(long end, TopicPartition partition, PartitionLag now, @Nullable PartitionLag before) {
        if (now.committed() >= end) {
            return true;
        }
        return before != null
                && before.committed() == now.committed()
                && now.end() >= end
                && !tail.holdsRecords(partition, now.committed(), end);
    }

    private static Map<TopicPartition, PartitionLag> byPartition(List<PartitionLag> lags) {
        return lags.stream()
                .collect(
                        Collectors.toMap(lag -> new TopicPartition(lag.topic(), lag.partition()), Function.identity()));
    }

    private static Set<TopicPartition> partitionsOf(Map<String, Integer> topics) {
        Collection<TopicPartition> partitions = topics.entrySet().stream()
                .flatMap(entry -> IntStream.range(0, entry.getValue())
                        .mapToObj(partition -> new TopicPartition(entry.getKey(), partition)))
                .toList();
        return new HashSet<>(partitions);
    }
}
