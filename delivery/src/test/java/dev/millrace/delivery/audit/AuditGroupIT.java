package dev.millrace.delivery.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.delivery.copy.CopyRows;
import dev.millrace.embedded.testing.SharedKafka;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several instances: shared partitions, and one that does not know that it has lost them. */
class AuditGroupIT {
    private final Stage stage = new Stage(4);

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void shouldShareThePartitionsAndHandThemOver() throws Exception {
        stage.send(0, 3_000);
        var first = stage.start();
        await().atMost(Stage.SOON).until(() -> first.status().copied() > 200);
        var second = stage.start();
        stage.send(3_000, 6_000);
        await().atMost(Stage.SOON)
                .until(() -> first.status().lag().size() == 2
                        && second.status().lag().size() == 2);
        stage.send(6_000, 9_000);
        first.close();
        stage.send(9_000, 10_000);

        assertThat(second.awaitCaughtUp(Stage.SOON)).isTrue();

        var found = stage.compare();
        assertThat(found.differences()).isEmpty();
        assertThat(found.events()).isEqualTo(10_000);
        await().atMost(Stage.SOON).until(() -> second.status().lag().size() == 4);
        assertThat(second.status().copied()).isPositive();
        assertThat(first.status().copied() + second.status().copied()).isEqualTo(10_000);
    }

    @Test
    void shouldWaitForTheOthersPartitionsToo() throws Exception {
        var first = stage.start();
        var second = stage.start();
        await().atMost(Stage.SOON)
                .until(() -> first.status().lag().size() == 2
                        && second.status().lag().size() == 2);
        stage.send(0, 2_000);

        assertThat(first.awaitCaughtUp(Stage.SOON)).isTrue();

        assertThat(first.totalRows()).isEqualTo(2_000);
        assertThat(first.countRows()).isEqualTo(2_000);
    }

    @Test
    void shouldFenceAWriterThatHasLostItsPartition() throws Exception {
        stage.send(0, 400);
        var trail = stage.start();
        assertThat(trail.awaitCaughtUp(Stage.SOON)).isTrue();
        var partition = new TopicPartition(stage.topic(), 0);
        var transactions = new Transactions(stage.database(), Stage.PATIENT.answer());
        try (var admin = Admin.create(Map.of("bootstrap.servers", SharedKafka.bootstrapServers()));
                var topics = new TopicWatch(admin, Stage.PATIENT.answer())) {
            var zombie = new BatchWriter(transactions, topics, AuditListener.NONE, Instant::now);
            var known = positions(transactions, partition);
            stage.send(400, 800);
            assertThat(trail.awaitCaughtUp(Stage.SOON)).isTrue();

            var outcome = zombie.write(batch(partition, known));

            assertThat(outcome).isEqualTo(new Outcome.Fenced(partition));
        }
        assertThat(stage.compare().differences()).isEmpty();
    }

    @Test
    void shouldGoOnAfterItWasFenced() throws Exception {
        var held = new CountDownLatch(1);
        var entered = new CountDownLatch(1);
        stage.send(0, 100);
        var slow = stage.start((session, recorded, rows, reader) -> new OpenBatch(session, recorded, rows, reader) {
            @Override
            void add(org.apache.kafka.clients.consumer.ConsumerRecord<byte[], byte[]> record, Position from) {
                entered.countDown();
                try {
                    held.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                super.add(record, from);
            }
        });
        entered.await();
        // Outside the group, and with the same database: what a writer is that believes it still has its partitions.
        var settings = stage.settings();
        try (var other = stage.start(new AuditSettings(
                settings.bootstrapServers(),
                settings.kafka(),
                settings.topics(),
                settings.groupId() + "-other",
                settings.batch(),
                settings.retry()))) {
            assertThat(other.awaitCaughtUp(Stage.SOON)).isTrue();
        }
        held.countDown();
        stage.send(100, 500);

        assertThat(slow.awaitCaughtUp(Stage.SOON)).isTrue();

        assertThat(slow.status().fenced()).isPositive();
        assertThat(stage.compare().differences()).isEmpty();
        assertThat(slow.countRows()).isEqualTo(500);
    }

    private static Position positions(Transactions transactions, TopicPartition partition) throws Exception {
        try (var transaction = transactions.begin()) {
            return new OffsetTable(transaction.connection())
                    .find(List.of(partition))
                    .get(partition);
        }
    }

    private static Batch batch(TopicPartition partition, Position from) {
        var slices = new TreeMap<TopicPartition, Slice>((a, b) -> a.toString().compareTo(b.toString()));
        slices.put(partition, new Slice(from, from.next() + 10, OptionalInt.empty(), 0, 0));
        return new Batch(
                0, Instant.now(), slices, new CopyRows(0), new EventTimes(), List.of(), 0, java.util.Optional.empty());
    }
}
