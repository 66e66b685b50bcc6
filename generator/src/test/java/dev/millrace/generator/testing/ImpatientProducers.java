package dev.millrace.generator.testing;

import dev.millrace.generator.channel.ProducerFactory;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;

/** Kafka's producers with timeouts of a second, so that a test need not wait as long as a program would. */
public final class ImpatientProducers implements ProducerFactory {
    @Override
    public Producer<byte[], byte[]> create(Map<String, Object> properties) {
        var impatient = new HashMap<>(properties);
        impatient.putAll(Map.of(
                "max.block.ms",
                1_000,
                "request.timeout.ms",
                1_000,
                "delivery.timeout.ms",
                1_500,
                "reconnect.backoff.max.ms",
                200));
        return ProducerFactory.kafka().create(impatient);
    }
}
