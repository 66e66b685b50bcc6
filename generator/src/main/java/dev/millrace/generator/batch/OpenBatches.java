package dev.millrace.generator.batch;

import java.util.Arrays;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The batches of one topic that are being filled, and how far their partitions have come in the transaction. For one thread. */
final class OpenBatches {
    private final String topic;
    private TopicPartition[] partitions = {};
    private @Nullable PartitionBatch[] open = {};
    private int[] sequences = {};
    /** Where records without a key go for now. */
    private int turn = -1;

    OpenBatches(String topic) {
        this.topic = topic;
    }

    /** A transaction begins, and nothing is open. */
    void begin(int count) {
        if (count != partitions.length) {
            partitions = new TopicPartition[count];
            Arrays.setAll(partitions, i -> new TopicPartition(topic, i));
            open = new PartitionBatch[count];
            sequences = new int[count];
        }
        Arrays.fill(sequences, 0);
    }

    int partitions() {
        return partitions.length;
    }

    TopicPartition place(int partition) {
        return partitions[partition];
    }

    @Nullable
    PartitionBatch open(int partition) {
        return open[partition];
    }

    /** Where a record without a key goes: a batch is filled before the next partition has its turn. */
    int turn() {
        if (turn < 0 || turn >= partitions.length || open[turn] == null) {
            turn = (turn + 1) % partitions.length;
        }
        return turn;
    }

    /** The sequence number of a partition's next batch; 0 for the first of the transaction. */
    int sequence(int partition) {
        return sequences[partition];
    }

    void open(PartitionBatch batch) {
        open[batch.partition.partition()] = batch;
    }

    /** A batch is full, or goes as it is. */
    void closed(PartitionBatch batch) {
        open[batch.partition.partition()] = null;
        sequences[batch.partition.partition()] = batch.sequence + batch.records();
    }
}
