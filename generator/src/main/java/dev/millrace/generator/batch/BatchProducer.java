package dev.millrace.generator.batch;

import dev.millrace.event.record.KeyPartition;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Sends records in batches of its own making, inside the transactions of a {@code KafkaProducer}, which begins and ends
 * them: much cheaper a record than going through that producer. What fails is not sent again here; the transaction must be
 * given up then. Belongs to one sending loop, but for {@link #filling}.
 */
public final class BatchProducer implements AutoCloseable {
    private static final byte[] NONE = {};

    private final ProducerTransactions transactions;
    private final TopicMetadata topics;
    private final BatchSender sender;
    private final BatchMemory memory;
    private final Duration mostBlocked;
    private final long lingerNanos;
    private final Map<String, OpenBatches> byTopic = new HashMap<>();
    /** Those being filled, the oldest first, and some that are closed by now. */
    private final Deque<PartitionBatch> filling = new ArrayDeque<>();

    private @Nullable ProducerEpoch epoch;
    private String latestTopic = "";
    private @Nullable OpenBatches latest;
    private @Nullable List<? extends Header> latestHeaders;
    private byte[] headerBytes = NONE;

    BatchProducer(
            ProducerTransactions transactions,
            TopicMetadata topics,
            BatchSender sender,
            BatchMemory memory,
            Duration mostBlocked,
            Duration linger) {
        this.transactions = transactions;
        this.topics = topics;
        this.sender = sender;
        this.memory = memory;
        this.mostBlocked = mostBlocked;
        this.lingerNanos = linger.toNanos();
    }

    /** How full the memory for records is, from 0 to 1. May be asked for by any thread. */
    public double filling() {
        return memory.filling();
    }

    /** The producer has begun a transaction. */
    public void begin() {
        if (!transactions.areVersion2()) {
            throw new IllegalStateException("the brokers have gone back to the first version of transactions");
        }
        epoch = transactions.epoch();
        latest = null;
        latestTopic = "";
        // A topic that is not known any more is asked for when it is needed.
        byTopic.keySet().removeIf(topic -> topics.partitions(topic) == 0);
        byTopic.forEach((topic, batches) -> batches.begin(topics.partitions(topic)));
    }

    /**
     * Takes a record.
     *
     * @param partition null where it follows from the key
     * @param headers   not changed afterwards
     * @param answer    told what comes of it, unless this throws
     * @throws TimeoutException                 if there was no room for too long
     * @throws UnknownTopicOrPartitionException if the topic has no such partition, or no longer
     * @throws KafkaException                   if something sent before has failed
     */
    public void send(
            String topic,
            @Nullable Integer partition,
            byte @Nullable [] key,
            byte[] value,
            long timestamp,
            List<? extends Header> headers,
            BatchAnswer answer) {
        requireNoFailure();
        var batches = batches(topic);
        var keyBytes = key == null ? NONE : key;
        int place = partition(batches, partition, key);
        var headerPart = bytes(headers);
        int most = PartitionBatch.atMost(keyBytes, value, headerPart);
        var batch = batches.open(place);
        if (batch != null && !batch.hasRoom(most)) {
            close(batches, batch);
            batch = null;
        }
        if (batch == null) {
            batch = open(batches, place, most);
        }
        batch.append(key != null, keyBytes, value, headerPart, timestamp, answer);
    }

    private int partition(OpenBatches batches, @Nullable Integer said, byte @Nullable [] key) {
        if (said != null) {
            if (said < 0 || said >= batches.partitions()) {
                // The topic is another than the one the channel was opened for; the next channel knows it.
                throw new UnknownTopicOrPartitionException("partition " + said + " of " + batches.partitions());
            }
            return said;
        }
        return key == null ? batches.turn() : KeyPartition.of(key, 0, key.length, batches.partitions());
    }

    /** Sends what has waited for its batch to fill for long enough. */
    public void flushDue(long nanoTime) {
        for (var oldest = filling.peek(); oldest != null; oldest = filling.peek()) {
            if (!oldest.isClosed()) {
                if (nanoTime - oldest.openedNanos < lingerNanos) {
                    return;
                }
                close(batches(oldest.partition.topic()), oldest);
            }
            filling.poll();
        }
    }

    /** How long until {@link #flushDue} has something to send, as far as is known. */
    public long nanosUntilDue(long nanoTime) {
        var oldest = filling.peek();
        return oldest == null ? Long.MAX_VALUE : Math.max(0, oldest.openedNanos + lingerNanos - nanoTime);
    }

    /**
     * Sends everything, and waits until Kafka has it, but not for longer than the given time.
     *
     * @throws TimeoutException if it does not have it by then; this may be called again
     * @throws KafkaException   if it will not
     */
    public void flush(Duration atMost) {
        closeAll();
        try {
            if (!sender.await(atMost)) {
                throw sender.late("not all records are acknowledged yet");
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        requireNoFailure();
    }

    /** Lets go of everything at once. What is not acknowledged has failed. */
    @Override
    public void close() {
        closeAll();
        sender.close();
        topics.close();
    }

    private void requireNoFailure() {
        var failure = sender.failure();
        if (failure != null) {
            throw new KafkaException("a batch was not taken: " + failure.getMessage(), failure);
        }
    }

    private OpenBatches batches(String topic) {
        var known = latest;
        if (known != null && topic.equals(latestTopic)) {
            return known;
        }
        var found = byTopic.get(topic);
        if (found == null) {
            found = new OpenBatches(topic);
            found.begin(topics.await(topic, mostBlocked));
            byTopic.put(topic, found);
        }
        latest = found;
        latestTopic = topic;
        return found;
    }

    // Senders give the same list again and again.
    @SuppressWarnings("ReferenceEquality")
    private byte[] bytes(List<? extends Header> headers) {
        if (headers != latestHeaders) {
            headerBytes = RecordFields.headers(headers);
            latestHeaders = headers;
        }
        return headerBytes;
    }

    private PartitionBatch open(OpenBatches batches, int place, int atLeast) {
        var current = epoch;
        if (current == null) {
            throw new IllegalStateException("no transaction has begun");
        }
        var partition = batches.place(place);
        if (batches.sequence(place) == 0) {
            transactions.holds(partition);
        }
        var batch = new PartitionBatch(
                partition, current, batches.sequence(place), room(BatchHeader.SIZE + atLeast), System.nanoTime());
        batches.open(batch);
        filling.add(batch);
        return batch;
    }

    private byte[] room(int atLeast) {
        try {
            var array = memory.take(atLeast, Duration.ZERO);
            if (array == null) {
                // What is being filled would never make room by itself.
                closeAll();
                array = memory.take(atLeast, mostBlocked);
            }
            requireNoFailure();
            if (array == null) {
                throw sender.late("no room for a record within " + mostBlocked.toMillis() + " ms");
            }
            return array;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private void closeAll() {
        for (var batch = filling.poll(); batch != null; batch = filling.poll()) {
            if (!batch.isClosed()) {
                close(batches(batch.partition.topic()), batch);
            }
        }
    }

    private void close(OpenBatches batches, PartitionBatch batch) {
        batches.closed(batch);
        batch.close();
        sender.send(batch);
    }
}
