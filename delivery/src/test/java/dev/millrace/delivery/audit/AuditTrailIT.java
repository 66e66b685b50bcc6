package dev.millrace.delivery.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditTrailIT {
    private final Stage stage = new Stage(3);

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void shouldCopyEveryEventOnceWithItsBytes() throws Exception {
        stage.send(0, 2_000);

        var trail = stage.start();

        assertThat(trail.awaitCaughtUp(Stage.SOON)).isTrue();
        var found = stage.compare();
        assertThat(found.differences()).isEmpty();
        assertThat(found.events()).isEqualTo(2_000);
        assertThat(trail.countRows()).isEqualTo(2_000);
        assertThat(trail.totalRows()).isEqualTo(2_000);
    }

    @Test
    void shouldTellHowItStands() throws Exception {
        stage.send(0, 300);
        stage.send("no event".getBytes(UTF_8));

        var trail = stage.start();
        assertThat(trail.awaitCaughtUp(Stage.SOON)).isTrue();

        await().atMost(Stage.SOON).untilAsserted(() -> {
            var status = trail.status();
            assertThat(status.state()).isEqualTo(new AuditState.Copying());
            assertThat(status.copied()).isEqualTo(301);
            assertThat(status.events()).isEqualTo(300);
            assertThat(status.unreadable()).isEqualTo(1);
            assertThat(status.lag()).hasSize(3);
            assertThat(status.totalLag()).isZero();
            assertThat(status.healthy()).isTrue();
        });
    }

    @Test
    void shouldNotCopyWhatWasAbortedAndCatchUpBehindIt() throws Exception {
        var trail = stage.start();
        try (var producer = stage.producer(Map.of("transactional.id", stage.topic()))) {
            producer.initTransactions();
            for (int transaction = 0; transaction < 10; transaction++) {
                producer.beginTransaction();
                for (int i = 0; i < 20; i++) {
                    var event = TestEvents.json(transaction * 20L + i);
                    producer.send(new ProducerRecord<>(stage.topic(), event)).get();
                }
                if (transaction % 2 == 0) {
                    producer.commitTransaction();
                } else {
                    producer.abortTransaction();
                }
            }
        }

        assertThat(trail.awaitCaughtUp(Stage.SOON)).isTrue();

        var found = stage.compare();
        assertThat(found.differences()).isEmpty();
        assertThat(found.events()).isEqualTo(100);
    }

    @Test
    void shouldNeitherCopyNorPassOverATransactionThatIsNotOver() throws Exception {
        stage.send(0, 30);
        var trail = stage.start();
        try (var producer = stage.producer(Map.of("transactional.id", stage.topic()))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(stage.topic(), 0, null, TestEvents.json(1_000)))
                    .get();
            await().atMost(Stage.SOON).until(() -> trail.status().copied() == 30);

            assertThat(trail.awaitCaughtUp(Duration.ofSeconds(1)))
                    .as("caught up, although what is written may be committed already")
                    .isFalse();
            assertThat(trail.countRows()).isEqualTo(30);

            producer.commitTransaction();
            assertThat(trail.awaitCaughtUp(Stage.SOON)).isTrue();
            assertThat(trail.countRows()).isEqualTo(31);
        }
    }

    @Test
    void shouldCountEverythingOnceItHasCaughtUp() throws Exception {
        var hold = new CountDownLatch(1);
        var unhurried = new BatchLimits(1_000, Stage.SMALL.bytes(), Duration.ofSeconds(1));
        stage.send(0, 50);
        // Told after the commit and before the reading thread hears of it.
        var trail = stage.start(
                stage.settings(unhurried), batch -> await().atMost(Stage.SOON).until(() -> hold.getCount() == 0));

        try {
            assertThat(trail.awaitCaughtUp(Stage.SOON)).isTrue();
            assertThat(trail.status().events()).isEqualTo(50);
        } finally {
            hold.countDown();
        }
    }

    @Test
    void shouldGoOnWhereItStopped() throws Exception {
        stage.send(0, 1_000);
        try (var first = stage.start()) {
            assertThat(first.awaitCaughtUp(Stage.SOON)).isTrue();
        }
        stage.send(1_000, 1_500);

        var second = stage.start();

        assertThat(second.awaitCaughtUp(Stage.SOON)).isTrue();
        assertThat(stage.compare().differences()).isEmpty();
        assertThat(second.status().copied()).isEqualTo(500);
    }

    @Test
    void shouldWriteWhatItHasReadWhenItIsClosed() throws Exception {
        var unhurried = new BatchLimits(100_000, Stage.SMALL.bytes(), Duration.ofMinutes(1));
        var trail = stage.start(stage.settings(unhurried));
        await().atMost(Stage.SOON).until(() -> trail.status().state() instanceof AuditState.Copying);
        stage.send(0, 50);
        await().atMost(Stage.SOON).until(() -> trail.status().totalLag() > 0);

        trail.close(Duration.ofSeconds(10));

        assertThat(trail.status().state()).isEqualTo(new AuditState.Closed());
        assertThat(trail.status().copied()).isEqualTo(trail.countRows());
    }

    @Test
    void shouldKeepWhatIsNoEventAsItIs() throws Exception {
        stage.send(0, 10);
        var values = new ArrayList<byte[]>();
        values.add("no event".getBytes(UTF_8));
        values.add(new byte[] {0, 1, (byte) 0xff});
        values.add(new byte[0]);
        values.add(null);
        values.add("{\"specversion\":\"1.0\",\"id\":\"a\\u0000b\",\"source\":\"s\",\"type\":\"t\"}".getBytes(UTF_8));
        values.add("{\"specversion\":\"1.0\",\"id\":\"\\ud83d\",\"source\":\"s\",\"type\":\"t\"}".getBytes(UTF_8));
        values.add(
                "{\"specversion\":\"1.0\",\"id\":\"i\",\"source\":\"s\",\"type\":\"t\",\"time\":\"+999999-01-01T00:00:00Z\"}"
                        .getBytes(UTF_8));
        for (var value : values) {
            var record = new ProducerRecord<>(stage.topic(), 1, "key\0".getBytes(UTF_8), value);
            record.headers().add(new RecordHeader("why", "test".getBytes(UTF_8)));
            stage.send(record);
        }
        stage.send(10, 20);

        var trail = stage.start();
        assertThat(trail.awaitCaughtUp(Stage.SOON)).isTrue();

        var found = stage.compare();
        assertThat(found.differences()).isEmpty();
        assertThat(found.events()).isEqualTo(20);
        assertThat(found.unreadable()).isEqualTo(values.size());
        assertThat(stage.number(
                        "SELECT count(*) FROM audit.unreadable WHERE value IS NULL AND reason LIKE '%tombstone%'"))
                .isEqualTo(1);
        assertThat(stage.number(
                        "SELECT count(*) FROM audit.unreadable WHERE headers::text = '[[\"why\",\"dGVzdA==\"]]'"))
                .isEqualTo(values.size());
    }

    @Test
    void shouldKeepHostileEventsToTheByte() throws Exception {
        var data = List.of(
                "{\"nul\":\"\\u0000\",\"half\":\"\\ud83d\"}",
                "  {\"order\" : 1,\t\"order\": 2, \"e\":1e400}  ",
                "\"\uD83D\uDE00 ' \\\" ; DROP TABLE audit.events; --\"",
                "[" + "1,".repeat(250_000) + "1]",
                "\"" + "x".repeat(800_000) + "\"",
                "-0.0");
        for (var json : data) {
            stage.send(
                    ("{\"specversion\":\"1.0\",\"id\":\"'); --\",\"source\":\"s\uD83D\uDE00\",\"type\":\"t\",\"data\":"
                                    + json + ",\"correlationid\":\"" + "c".repeat(10_000) + "\"}")
                            .getBytes(UTF_8));
        }
        var notQuiteUtf8 = "{\"specversion\":\"1.0\",\"id\":\"i\",\"source\":\"s\",\"type\":\"t\",\"data\":\"??\"}"
                .getBytes(UTF_8);
        notQuiteUtf8[notQuiteUtf8.length - 4] = (byte) 0xc0;
        notQuiteUtf8[notQuiteUtf8.length - 3] = (byte) 0x80;
        stage.send(notQuiteUtf8);

        var trail = stage.start();
        assertThat(trail.awaitCaughtUp(Stage.SOON)).isTrue();

        var found = stage.compare();
        assertThat(found.differences()).isEmpty();
        assertThat(found.events() + found.unreadable()).isEqualTo(data.size() + 1);
        assertThat(found.events()).isGreaterThanOrEqualTo(data.size());
        assertThat(stage.number("SELECT count(data) FROM audit.readable_events"))
                .isEqualTo(found.events());
    }

    @Test
    void shouldFindTheOneRecordThatTheDatabaseRefuses() throws Exception {
        try (var first = stage.start()) {
            assertThat(first.awaitCaughtUp(Stage.SOON)).isTrue();
        }
        stage.execute("ALTER TABLE audit.events ADD CHECK (id <> 'run-1.orders.777')");
        stage.send(0, 1_000);

        var trail = stage.start();
        assertThat(trail.awaitCaughtUp(Stage.SOON)).isTrue();

        var found = stage.compare();
        assertThat(found.differences()).isEmpty();
        assertThat(found.unreadable()).isEqualTo(1);
        assertThat(stage.number("SELECT count(*) FROM audit.unreadable WHERE reason LIKE '%check constraint%'"))
                .isEqualTo(1);
    }

    @Test
    void shouldTellTheListenerOfEveryBatch() throws Exception {
        var batches = Collections.synchronizedList(new ArrayList<AuditBatch>());
        stage.send(0, 500);
        stage.send("no event".getBytes(UTF_8));

        var trail = stage.start(stage.settings(), batch -> {
            batches.add(batch);
            throw new IllegalStateException("a listener that fails harms nobody");
        });
        assertThat(trail.awaitCaughtUp(Stage.SOON)).isTrue();

        await().untilAsserted(() -> {
            assertThat(batches.stream().mapToInt(AuditBatch::events).sum()).isEqualTo(500);
            assertThat(batches.stream().mapToInt(AuditBatch::unreadable).sum()).isEqualTo(1);
        });
        assertThat(batches).allSatisfy(batch -> {
            assertThat(batch.events() + batch.unreadable()).isBetween(1, 100);
            batch.forEachLatencyMicros(micros -> assertThat(micros).isNotNegative());
        });
    }

    @Test
    void shouldWaitForATopicThatIsNotThereYet() throws Exception {
        var missing = stage.topic() + "-later";
        var settings = stage.settings();
        var trail = stage.start(new AuditSettings(
                settings.bootstrapServers(),
                Map.of("session.timeout.ms", "6000", "metadata.max.age.ms", "500"),
                List.of(stage.topic(), missing),
                settings.groupId(),
                settings.batch(),
                settings.retry()));
        stage.send(0, 10);
        await().atMost(Stage.SOON)
                .until(() -> trail.status().state() instanceof AuditState.Waiting waiting
                        && waiting.reason().contains(missing));

        stage.withAdmin(
                admin -> admin.createTopics(List.of(new org.apache.kafka.clients.admin.NewTopic(missing, 1, (short) 1)))
                        .all()
                        .get());
        stage.send(new ProducerRecord<>(missing, TestEvents.json(1)));

        await().atMost(Stage.SOON).until(() -> trail.countRows() == 11);
        await().atMost(Stage.SOON).until(() -> trail.status().state() instanceof AuditState.Copying);
    }
}
