package dev.millrace.processor.run;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whether the end of a partition holds records, or only marks of transactions and records of aborted ones,
 * which no offset tells. Looks by reading, with a consumer of its own, made when first needed. Thread-safe.
 */
final class UnreadTail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadTail.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Map<String, Object> settings;
    private @Nullable KafkaConsumer<byte[], byte[]> consumer;

    UnreadTail(String bootstrapServers, Map<String, Object> clientSettings) {
        settings = new HashMap<>(clientSettings);
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        // One batch is enough to know, and is sent however large it is.
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1);
    }

    /** Whether there is a committed record from {@code from} on and before {@code to}; true where that is not certain. */
    synchronized boolean holdsRecords(TopicPartition partition, long from, long to) {
        if (consumer == null) {
            consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }
        try {
            return holdsRecords(consumer, partition, from, to);
        } catch (KafkaException e) {
            LOG.debug("the tail could not be read partition={} from={} to={}", partition, from, to, e);
            return true;
        }
    }

    private static boolean holdsRecords(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long from, long to) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - deadline < 0) {
            for (var record : consumer.poll(POLL)) {
                return record.offset() < to;
            }
            if (consumer.position(partition) >= to) {
                return false;
            }
        }
        return true;
    }

    @Override
    public synchronized void close() {
        if (consumer != null) {
            consumer.close();
        }
    }
}
