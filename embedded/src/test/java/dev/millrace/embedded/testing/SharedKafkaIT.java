package dev.millrace.embedded.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class SharedKafkaIT {
    @Test
    void shouldCarryARecordThroughATopicOfItsOwn() throws Exception {
        var topic = SharedKafka.newTopic("first", 2);
        var other = SharedKafka.newTopic("first", 2);

        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", SharedKafka.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "key", "value")).get();
        }

        assertThat(topic).isNotEqualTo(other);
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        SharedKafka.bootstrapServers(),
                        "group.id",
                        topic,
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            var records = consumer.poll(Duration.ofSeconds(20));
            assertThat(records).extracting(r -> r.value()).containsExactly("value");
        }
    }
}
