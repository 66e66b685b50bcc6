package dev.millrace.processor.testing;

import dev.millrace.embedded.testing.SharedKafka;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes to a broker; a record that is not written fails the test. */
public final class Sender implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    private Sender(String bootstrapServers, String transactionalId) {
        var settings = new HashMap<String, Object>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                10 << 20,
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                // With more, the first request to a topic just made may be refused and the second taken; the broker
                // then refuses the first for good, as out of sequence.
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1));
        if (transactionalId != null) {
            settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        }
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** One for the shared broker. */
    public static Sender plain() {
        return plain(SharedKafka.bootstrapServers());
    }

    public static Sender plain(String bootstrapServers) {
        return new Sender(bootstrapServers, null);
    }

    /** One for the shared broker whose records wait for {@link #commit}. */
    public static Sender transactional(String id) {
        var sender = new Sender(SharedKafka.bootstrapServers(), id);
        sender.producer.initTransactions();
        sender.producer.beginTransaction();
        return sender;
    }

    public void send(String topic, byte[] key, byte[] value) {
        var _ = producer.send(new ProducerRecord<>(topic, key, value), (_, error) -> {
            if (error != null) {
                failure.compareAndSet(null, error);
            }
        });
    }

    /** Returns once all is written. */
    public void flush() {
        producer.flush();
        if (failure.get() != null) {
            throw new AssertionError("a record was not written", failure.get());
        }
    }

    public void commit() {
        flush();
        producer.commitTransaction();
    }

    public void abort() {
        flush();
        producer.abortTransaction();
    }

    @Override
    public void close() {
        try {
            flush();
        } finally {
            producer.close();
        }
    }
}
