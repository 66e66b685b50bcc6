package dev.millrace.generator.batch;

import java.util.Arrays;
import org.apache.kafka.common.TopicPartition;

/**
 * The records of one partition that go to Kafka together, written as they come in the format of Kafka's record batches,
 * version 2 (Kafka's documentation, "Record Batch"), behind room for the batch's own header. Belongs to who fills it, and
 * then to who sends it.
 */
final class PartitionBatch {
    private static final int EXPECTED_ANSWERS = 4;

    final TopicPartition partition;
    final ProducerEpoch epoch;
    /** The sequence number of its first record. */
    final int sequence;

    final long openedNanos;
    private final byte[] bytes;
    private int size = BatchHeader.SIZE;
    private int records;
    private long firstTimestamp;
    private long latestTimestamp;
    private BatchAnswer[] answers = new BatchAnswer[EXPECTED_ANSWERS];
    private int[] answered = new int[EXPECTED_ANSWERS];
    private int parties;
    private boolean closed;

    PartitionBatch(TopicPartition partition, ProducerEpoch epoch, int sequence, byte[] bytes, long openedNanos) {
        this.partition = partition;
        this.epoch = epoch;
        this.sequence = sequence;
        this.bytes = bytes;
        this.openedNanos = openedNanos;
    }

    /** At most so many bytes a record takes. */
    static int atMost(byte[] key, byte[] value, byte[] headers) {
        return RecordFields.MOST_OVERHEAD + key.length + value.length + headers.length;
    }

    /** Whether it is the first of its partition in the transaction. */
    boolean isFirst() {
        return sequence == 0;
    }

    boolean hasRoom(int more) {
        return bytes.length - size >= more;
    }

    /**
     * Adds a record for which there is room.
     *
     * @param key     empty where {@code hasKey} is false
     * @param headers as {@link RecordFields#headers} writes them
     * @param answer  told of it
     */
    void append(boolean hasKey, byte[] key, byte[] value, byte[] headers, long timestamp, BatchAnswer answer) {
        if (records == 0) {
            firstTimestamp = timestamp;
            latestTimestamp = timestamp;
        }
        latestTimestamp = Math.max(latestTimestamp, timestamp);
        long late = timestamp - firstTimestamp;
        int keyLength = hasKey ? key.length : -1;
        int length = 1
                + RecordFields.sizeOf(late)
                + RecordFields.sizeOf(records)
                + RecordFields.sizeOf(keyLength)
                + key.length
                + RecordFields.sizeOf(value.length)
                + value.length
                + headers.length;
        int at = RecordFields.write(length, bytes, size);
        bytes[at++] = 0; // attributes, of which there are none yet
        at = RecordFields.write(late, bytes, at);
        at = RecordFields.write(records, bytes, at);
        at = RecordFields.write(keyLength, bytes, at);
        at = put(key, at);
        at = RecordFields.write(value.length, bytes, at);
        at = put(value, at);
        size = put(headers, at);
        records++;
        expect(answer);
    }

    private int put(byte[] part, int at) {
        System.arraycopy(part, 0, bytes, at, part.length);
        return at + part.length;
    }

    // Records come in rows that the very same is told of.
    @SuppressWarnings("ReferenceEquality")
    private void expect(BatchAnswer answer) {
        if (parties > 0 && answers[parties - 1] == answer) {
            answered[parties - 1]++;
            return;
        }
        if (parties == answers.length) {
            answers = Arrays.copyOf(answers, 2 * parties);
            answered = Arrays.copyOf(answered, 2 * parties);
        }
        answers[parties] = answer;
        answered[parties++] = 1;
    }

    /** No more records are added. */
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    int records() {
        return records;
    }

    /** Bytes written, with the room for the header. */
    int size() {
        return size;
    }

    /** The whole array, for whoever compresses it or puts it to another use afterwards. */
    byte[] array() {
        return bytes;
    }

    long firstTimestamp() {
        return firstTimestamp;
    }

    long latestTimestamp() {
        return latestTimestamp;
    }

    void acknowledged() {
        for (int i = 0; i < parties; i++) {
            answers[i].acknowledged(answered[i]);
        }
    }

    void failed(Exception failure) {
        for (int i = 0; i < parties; i++) {
            answers[i].failed(answered[i], failure);
        }
    }
}
