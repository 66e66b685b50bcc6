package dev.millrace.generator.channel;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record that holds one event.
 *
 * @param topic     where it goes: one of the channel's topics
 * @param partition which partition; null where it follows from the key
 * @param key       the record's key
 * @param value     the event, encoded
 * @param timestamp the record's timestamp, milliseconds since 1970
 * @param headers   all its headers
 */
@SuppressWarnings("ArrayRecordComponent") // as Kafka has them; never compared
public record Outgoing(
        String topic,
        @Nullable Integer partition,
        byte @Nullable [] key,
        byte[] value,
        long timestamp,
        List<? extends Header> headers) {
    /** The same with other headers. */
    // Nearly always they are the very same, and this is asked for every event.
    @SuppressWarnings("ReferenceEquality")
    Outgoing with(List<? extends Header> others) {
        return others == headers ? this : new Outgoing(topic, partition, key, value, timestamp, others);
    }

    /** As Kafka's producer takes it. */
    ProducerRecord<byte[], byte[]> asRecord() {
        return new ProducerRecord<>(topic, partition, timestamp, key, value, List.copyOf(headers));
    }

    /** The bytes of key and value. */
    long bytes() {
        return value.length + (key == null ? 0L : key.length);
    }
}
