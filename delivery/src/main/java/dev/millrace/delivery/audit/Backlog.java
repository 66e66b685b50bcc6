package dev.millrace.delivery.audit;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What was polled and is not in a batch yet, partition by partition. For the reading thread. */
final class Backlog {
    private final Deque<Chunk> chunks = new ArrayDeque<>();

    /** The records of one partition from one poll, taken one by one. */
    static final class Chunk {
        private final TopicPartition partition;
        private final List<ConsumerRecord<byte[], byte[]>> records;
        private final long end;
        private final OptionalInt endEpoch;
        private int taken;

        private Chunk(
                TopicPartition partition,
                List<ConsumerRecord<byte[], byte[]>> records,
                long end,
                OptionalInt endEpoch) {
            this.partition = partition;
            this.records = records;
            this.end = end;
            this.endEpoch = endEpoch;
        }

        TopicPartition partition() {
            return partition;
        }

        boolean hasNext() {
            return taken < records.size();
        }

        ConsumerRecord<byte[], byte[]> next() {
            return records.get(taken++);
        }

        /** The first offset behind what was taken; behind Kafka's own markers, too, once all is taken. */
        long reached() {
            return hasNext() ? records.get(taken - 1).offset() + 1 : end;
        }

        /** The leader's epoch at {@link #reached()}. */
        OptionalInt reachedEpoch() {
            return hasNext() ? epoch(records.get(taken - 1).leaderEpoch()) : endEpoch;
        }
    }

    void add(ConsumerRecords<byte[], byte[]> polled) {
        polled.nextOffsets()
                .forEach((partition, next) -> chunks.add(
                        new Chunk(partition, polled.records(partition), next.offset(), epoch(next.leaderEpoch()))));
    }

    boolean isEmpty() {
        return chunks.isEmpty();
    }

    @Nullable
    Chunk first() {
        return chunks.peek();
    }

    void removeFirst() {
        chunks.remove();
    }

    void remove(Collection<TopicPartition> partitions) {
        chunks.removeIf(chunk -> partitions.contains(chunk.partition()));
    }

    void clear() {
        chunks.clear();
    }

    private static OptionalInt epoch(Optional<Integer> epoch) {
        return epoch.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }
}
