package dev.millrace.event.avro.registry;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.avro.AvroSchema;
import dev.millrace.event.avro.SchemaFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Schemas on the compacted topic {@value SchemaRecord#TOPIC}, where there is no registry. Ids follow from the schemas,
 * so that instances need not agree on any. Thread-safe; connected to Kafka only while it writes or reads.
 */
public final class TopicSchemaRegistry implements SchemaRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(TopicSchemaRegistry.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int ANSWER_MILLIS = 10_000;

    private final Map<String, Object> client;
    private final Map<Integer, AvroSchema> schemas = new ConcurrentHashMap<>();
    private final Set<String> keys = new HashSet<>();
    private final Map<TopicPartition, Long> read = new HashMap<>();

    /** @param client how to reach Kafka: {@code bootstrap.servers} and what security needs */
    public TopicSchemaRegistry(Map<String, Object> client) {
        this.client = Map.copyOf(client);
    }

    @Override
    public synchronized int register(String subject, AvroSchema schema) throws SchemaFailure {
        var record = new SchemaRecord(subject, schema);
        var known = lookUp(record.id());
        if (known != null && !known.equals(schema)) {
            throw new SchemaFailure.Refused("schema " + schema.name() + " of subject '" + subject
                    + "' has the same id, " + record.id() + ", as " + known.name()
                    + ", for ids follow from the schemas here. Give a field another name, or use a registry");
        }
        if (!keys.contains(key(record))) {
            write(record);
            schemas.put(record.id(), schema);
            keys.add(key(record));
        }
        return record.id();
    }

    @Override
    public AvroSchema schema(int id) throws SchemaFailure {
        var known = schemas.get(id);
        if (known == null) {
            known = lookUp(id);
        }
        if (known == null) {
            throw new SchemaFailure.Unknown(
                    "topic " + SchemaRecord.TOPIC + " has no schema with id " + Integer.toUnsignedString(id));
        }
        return known;
    }

    private synchronized @Nullable AvroSchema lookUp(int id) throws SchemaFailure {
        if (!schemas.containsKey(id)) {
            readOn();
        }
        return schemas.get(id);
    }

    private void write(SchemaRecord record) throws SchemaFailure {
        var settings = new HashMap<>(client);
        settings.put("client.id", "millrace-schemas");
        settings.put("acks", "all");
        settings.put("enable.idempotence", true);
        settings.put("max.block.ms", ANSWER_MILLIS);
        settings.put("request.timeout.ms", ANSWER_MILLIS / 2);
        settings.put("delivery.timeout.ms", ANSWER_MILLIS);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(SchemaRecord.TOPIC, record.key(), record.value()))
                    .get();
        } catch (KafkaException e) {
            throw failure("writing", e);
        } catch (ExecutionException e) {
            throw failure("writing", e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SchemaFailure.Unreachable("interrupted while writing a schema", e);
        }
    }

    /** Reads what has come since the last time, to the end as it is now. */
    private void readOn() throws SchemaFailure {
        var settings = new HashMap<>(client);
        settings.put("client.id", "millrace-schemas");
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "earliest");
        settings.put("allow.auto.create.topics", false);
        settings.put("default.api.timeout.ms", ANSWER_MILLIS);
        settings.put("request.timeout.ms", ANSWER_MILLIS / 2);
        settings.remove("group.id");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(SchemaRecord.TOPIC).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            partitions.forEach(partition -> consumer.seek(partition, read.getOrDefault(partition, 0L)));
            var ends = consumer.endOffsets(partitions);
            long giveUp = System.nanoTime() + Duration.ofMillis(ANSWER_MILLIS).toNanos();
            while (partitions.stream().anyMatch(at -> consumer.position(at) < ends.getOrDefault(at, 0L))) {
                if (System.nanoTime() > giveUp) {
                    throw new SchemaFailure.Unreachable("Kafka gives no more of topic " + SchemaRecord.TOPIC, null);
                }
                consumer.poll(POLL).forEach(record -> take(record.value(), record.offset()));
            }
            partitions.forEach(partition -> read.put(partition, consumer.position(partition)));
        } catch (KafkaException e) {
            throw failure("reading", e);
        }
    }

    private void take(byte @Nullable [] value, long offset) {
        if (value == null) {
            return;
        }
        try {
            var record = SchemaRecord.read(value);
            var before = schemas.putIfAbsent(record.id(), record.schema());
            if (before != null && !before.equals(record.schema())) {
                LOG.warn(
                        "Two schemas have the same id, the first counts: topic={} offset={} id={}",
                        SchemaRecord.TOPIC,
                        offset,
                        record.id());
            } else {
                keys.add(key(record));
            }
        } catch (UnreadableEvent e) {
            LOG.warn(
                    "A schema's record is left out: topic={} offset={} reason={}",
                    SchemaRecord.TOPIC,
                    offset,
                    e.reason());
        }
    }

    private static String key(SchemaRecord record) {
        return record.subject() + '/' + record.id();
    }

    private static SchemaFailure failure(String doing, Throwable cause) {
        if (cause instanceof InterruptException) {
            Thread.currentThread().interrupt();
        }
        var message = doing + " topic " + SchemaRecord.TOPIC + ": " + cause.getMessage();
        return cause instanceof AuthorizationException || cause instanceof AuthenticationException
                ? new SchemaFailure.Unusable(message, cause)
                : new SchemaFailure.Unreachable(message, cause);
    }
}
