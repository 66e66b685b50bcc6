package dev.millrace.generator.batch;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.internals.ProducerMetadata;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.internals.ClusterResourceListeners;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes {@link BatchProducer}s that reach Kafka as the producers beside them do. */
public final class BatchProducers {
    private static final Logger log = LoggerFactory.getLogger(BatchProducers.class);
    private static final Duration NEVER = Duration.ofDays(3650);
    /** Batches are measured before they are compressed; this makes them about as large as Kafka's own afterwards, for text. */
    private static final int BEFORE_COMPRESSION = 4;

    private static final int SMALLEST = 4 << 10;
    private static final int LARGEST_REQUEST = 1 << 20;

    private BatchProducers() {}

    /**
     * One that sends in the transactions of a producer.
     *
     * @param producer   has initialised its transactions
     * @param properties of that producer
     * @param largest    the largest batch that all topics take
     * @param partitions how many the topics have together
     * @return empty if records must go through the producer
     */
    public static Optional<BatchProducer> beside(
            Producer<byte[], byte[]> producer, Map<String, Object> properties, long largest, int partitions) {
        var transactions = ProducerTransactions.of(producer).orElse(null);
        if (transactions == null) {
            return Optional.empty();
        }
        var all = new HashMap<>(properties);
        all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        var settings = new AbstractConfig(ProducerConfig.configDef(), all, false);
        var id = settings.getString(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        if (!transactions.areVersion2()) {
            log.info(
                    "The brokers have no transaction.version of 2, so that records go through Kafka's producer one by one: "
                            + "transactional.id={}",
                    id);
            return Optional.empty();
        }
        if (!settings.getList(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG).isEmpty()) {
            log.info(
                    "Records go through Kafka's producer one by one, for it has interceptors: transactional.id={}", id);
            return Optional.empty();
        }
        return Optional.of(start(transactions, settings, id, largest, partitions));
    }

    private static BatchProducer start(
            ProducerTransactions transactions, AbstractConfig settings, String id, long largest, int partitions) {
        var compression = BatchCompression.of(settings);
        var context = new LogContext("[Batches transactionalId=" + id + "] ");
        var metrics = new Metrics();
        var metadata = new ProducerMetadata(
                settings.getLong(ProducerConfig.RETRY_BACKOFF_MS_CONFIG),
                settings.getLong(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG),
                settings.getLong(ProducerConfig.METADATA_MAX_AGE_CONFIG),
                NEVER.toMillis(),
                context,
                new ClusterResourceListeners(),
                Time.SYSTEM);
        metadata.bootstrap(ClientUtils.parseAndValidateAddresses(settings));
        var client = ClientUtils.createNetworkClient(
                settings,
                metrics,
                "batches",
                context,
                new ApiVersions(),
                Time.SYSTEM,
                settings.getInt(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION),
                metadata,
                null,
                null);
        long buffer = settings.getLong(ProducerConfig.BUFFER_MEMORY_CONFIG);
        long usual = Math.min(
                Math.min((long) BEFORE_COMPRESSION * settings.getInt(ProducerConfig.BATCH_SIZE_CONFIG), largest),
                buffer / 2 / Math.max(1, partitions));
        var memory = new BatchMemory(buffer, (int) Math.max(SMALLEST, usual));
        var sender = new BatchSender(
                client,
                metadata,
                compression,
                memory,
                new SendingLimits(
                        LARGEST_REQUEST,
                        settings.getInt(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG),
                        Duration.ofMillis(settings.getInt(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG))),
                id);
        sender.start();
        return new BatchProducer(
                transactions,
                new TopicMetadata(metadata, client),
                sender,
                memory,
                Duration.ofMillis(settings.getLong(ProducerConfig.MAX_BLOCK_MS_CONFIG)),
                Duration.ofMillis(settings.getLong(ProducerConfig.LINGER_MS_CONFIG)));
    }
}
