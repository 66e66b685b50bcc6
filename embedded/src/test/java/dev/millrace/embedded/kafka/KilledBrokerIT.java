package dev.millrace.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.embedded.ChildProgram;
import dev.millrace.embedded.FolderInUse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class KilledBrokerIT {
    private static final Logger LOG = LoggerFactory.getLogger(KilledBrokerIT.class);

    @TempDir
    Path folder;

    @Test
    void shouldGoOnAfterItsProgramWasKilled() throws Exception {
        var acknowledged = new ArrayList<String>();
        try (var killed = ChildProgram.start(BrokerMain.class, folder, 0)) {
            var clients = new Clients("127.0.0.1:" + killed.await("up"));
            LOG.info("a first start in a JVM of its own took {}", killed.await("took"));
            clients.createTopic("kept", 4);
            acknowledged.addAll(clients.sendAndWait("kept", 2000));
            try (var consumer = clients.consumer("readers")) {
                consumer.commitSync(Map.of(new TopicPartition("kept", 0), new OffsetAndMetadata(42)));
            }
            try (var amidTransaction = transactional(clients)) {
                amidTransaction
                        .send(new ProducerRecord<>("kept", "never committed"))
                        .get();

                killed.kill();
                amidTransaction.close(Duration.ZERO);
            }
        }

        var begin = System.nanoTime();
        try (var broker = EmbeddedKafka.start(new KafkaSettings(folder, 0))) {
            LOG.info("the start after a kill took {} ms", (System.nanoTime() - begin) / 1_000_000);
            var clients = new Clients(broker.bootstrapServers());
            try (var producer = transactional(clients)) {
                producer.send(new ProducerRecord<>("kept", "committed")).get();
                producer.commitTransaction();
            }
            acknowledged.add("committed");

            assertThat(clients.committedValues("kept")).containsExactlyInAnyOrderElementsOf(acknowledged);
            try (var admin = clients.admin()) {
                var offsets = admin.listConsumerGroupOffsets("readers").partitionsToOffsetAndMetadata();
                assertThat(offsets.get().get(new TopicPartition("kept", 0)).offset())
                        .isEqualTo(42);
            }
        }
    }

    @Test
    void shouldRefuseAFolderThatAnotherProgramWorksIn() throws Exception {
        try (var owner = ChildProgram.start(BrokerMain.class, folder, 0)) {
            owner.await("up");
            var settings = new KafkaSettings(folder, 0);

            assertThatThrownBy(() -> EmbeddedKafka.start(settings))
                    .isInstanceOf(FolderInUse.class)
                    .hasMessageContaining("process " + owner.process().pid());
        }
    }

    private static KafkaProducer<String, String> transactional(Clients clients) {
        var producer = clients.producer(Map.of("transactional.id", "one", "transaction.timeout.ms", 60_000));
        producer.initTransactions();
        producer.beginTransaction();
        return producer;
    }
}
