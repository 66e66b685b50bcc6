package dev.millrace.generator.channel;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the producers that channels send through; the place to stand between a channel and Kafka. */
@FunctionalInterface
public interface ProducerFactory {
    /** A producer with these properties; keys and values are bytes. */
    Producer<byte[], byte[]> create(Map<String, Object> properties);

    /** Kafka's own producer. */
    static ProducerFactory kafka() {
        return properties -> new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
