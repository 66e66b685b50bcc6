package dev.millrace.processor.run;

import dev.millrace.processor.plan.Plan;
import dev.millrace.processor.topology.SizeLimits;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The settings Kafka Streams runs a pipeline with, and why. */
final class StreamsSettings {
    private static final int BATCH = 64 << 10;

    /** Room for the largest record twice over; taken only as it is needed. */
    private static final long BUFFER = 2L * TopicLimits.MOST;

    private StreamsSettings() {}

    /** All of them. */
    static Properties of(Plan plan, ProcessorSettings settings, StateMemory memory) {
        var streams = new Properties();
        streams.put(StreamsConfig.APPLICATION_ID_CONFIG, plan.applicationId());
        streams.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        streams.put(
                StreamsConfig.STATE_DIR_CONFIG,
                settings.stateFolder().toAbsolutePath().toString());
        streams.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        streams.put(
                StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
                settings.cache().bytes());
        streams.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SharedMemoryStores.class);
        streams.put(SharedMemoryStores.MEMORY, memory);
        exactlyOnce(streams, settings);
        producer(streams);
        consumer(streams, settings);
        streams.putAll(settings.extra());
        return streams;
    }

    /** The settings that clients of other kinds need too, such as security ones. */
    static Map<String, Object> clientSettings(ProcessorSettings settings) {
        var client = new HashMap<String, Object>();
        settings.extra().forEach((key, value) -> {
            if (key.startsWith("security.") || key.startsWith("sasl.") || key.startsWith("ssl.")) {
                client.put(key, value);
            }
        });
        return client;
    }

    private static void exactlyOnce(Properties streams, ProcessorSettings settings) {
        streams.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        streams.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                settings.commitInterval().toMillis());
        // The streams protocol has no static membership yet, and ignores the main consumer's settings.
        streams.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        // With it on, a table read from its source topic can be emptied without a word (KAFKA-20416).
        streams.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.NO_OPTIMIZATION);
        streams.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        // Spares a warning at every start; there are no global tables.
        streams.put("processing.exception.handler.global.enabled", true);
    }

    private static void producer(Properties streams) {
        put(streams, StreamsConfig.PRODUCER_PREFIX, ProducerConfig.ACKS_CONFIG, "all");
        put(streams, StreamsConfig.PRODUCER_PREFIX, ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        put(streams, StreamsConfig.PRODUCER_PREFIX, ProducerConfig.BATCH_SIZE_CONFIG, BATCH);
        // A commit flushes anyway; Streams' own 100 ms would only fill memory.
        put(streams, StreamsConfig.PRODUCER_PREFIX, ProducerConfig.LINGER_MS_CONFIG, 10);
        // The topics' limits are checked before a record is sent, so the producer's must never be the lower one.
        put(
                streams,
                StreamsConfig.PRODUCER_PREFIX,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                TopicLimits.MOST + SizeLimits.MARGIN);
        put(streams, StreamsConfig.PRODUCER_PREFIX, ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER);
    }

    private static void consumer(Properties streams, ProcessorSettings settings) {
        // A process that was killed is missed after this; 45 s, the default, is a long time to stand still.
        put(streams, StreamsConfig.MAIN_CONSUMER_PREFIX, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 15_000);
        put(streams, StreamsConfig.MAIN_CONSUMER_PREFIX, ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
        if (settings.instance() != null) {
            put(
                    streams,
                    StreamsConfig.MAIN_CONSUMER_PREFIX,
                    ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
                    settings.instance());
        }
    }

    private static void put(Properties streams, String prefix, String key, Object value) {
        streams.put(prefix + key, value);
    }
}
