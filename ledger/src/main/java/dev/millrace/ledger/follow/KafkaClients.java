package dev.millrace.ledger.follow;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/** The Kafka clients of one follower. */
record KafkaClients(Consumer<Void, ByteBuffer> consumer, Admin admin) implements AutoCloseable {
    private static final int FETCH_BYTES = 32 << 20;
    private static final int PARTITION_FETCH_BYTES = 2 << 20;
    private static final int RECORDS = 20_000;
    /** How long to wait for a broker that may be gone. */
    private static final Duration GOODBYE = Duration.ofSeconds(3);

    /** Connects as the given client settings say; what the account rests on cannot be overridden by them. */
    static KafkaClients open(Map<String, Object> client) {
        var settings = new HashMap<String, Object>();
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS);
        settings.putAll(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.CHECK_CRCS_CONFIG, true);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        var consumer = new KafkaConsumer<>(settings, new KeysLeftOut(), new ByteBufferDeserializer());
        try {
            return new KafkaClients(consumer, Admin.create(client));
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            consumer.close(CloseOptions.timeout(GOODBYE));
        } finally {
            admin.close(GOODBYE);
        }
    }
}
