package dev.millrace.processor.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.embedded.testing.SharedKafka;
import dev.millrace.processor.testing.Kafka;
import dev.millrace.processor.testing.Sender;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RepartitionPurgeIT {
    @Test
    void deletesWhatHasBeenReadAndNothingElse() {
        var topic = SharedKafka.newTopic("repartition", 1);
        var other = SharedKafka.newTopic("input", 1);
        try (var producer = Sender.plain()) {
            for (int i = 0; i < 10; i++) {
                producer.send(topic, null, new byte[] {1});
                producer.send(other, null, new byte[] {1});
            }
        }
        var partition = new TopicPartition(topic, 0);
        Kafka.commit("purge-" + topic, Map.of(partition, 7L, new TopicPartition(other, 0), 7L));

        try (var broker = new Broker(SharedKafka.bootstrapServers(), Map.of(), Duration.ofSeconds(15));
                var purge = new RepartitionPurge(broker, "purge-" + topic, Set.of(topic), Duration.ofMillis(20))) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> broker.beginnings(Set.of(partition)).get(partition) == 7);

            assertThat(Kafka.readAll(topic)).hasSize(3);
            assertThat(Kafka.readAll(other)).hasSize(10);
        }
    }
}
