package dev.millrace.delivery.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Records that are gone from Kafka before they were copied: never skipped in silence. */
class AuditGapIT {
    private final Stage stage = new Stage(1);
    private final TopicPartition partition = new TopicPartition(stage.topic(), 0);

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void shouldWriteDownWhatRetentionTookBeforeItWasCopied() throws Exception {
        stage.send(0, 100);
        try (var first = stage.start()) {
            assertThat(first.awaitCaughtUp(Stage.SOON)).isTrue();
        }
        stage.send(100, 200);
        deleteUpTo(150);

        var second = stage.start();
        assertThat(second.awaitCaughtUp(Stage.SOON)).isTrue();

        assertThat(gaps()).containsExactly("OVERTAKEN 0 100 150");
        assertThat(second.status().gaps()).isEqualTo(1);
        assertThat(second.status().healthy()).isFalse();
        assertThat(offsets(0)).isEqualTo(range(0, 100, 150, 200));
    }

    @Test
    void shouldNotTakeTheLogsStartForAGapWhenItBegins() throws Exception {
        stage.send(0, 200);
        deleteUpTo(150);

        var trail = stage.start();
        assertThat(trail.awaitCaughtUp(Stage.SOON)).isTrue();

        assertThat(gaps()).isEmpty();
        assertThat(offsets(0)).isEqualTo(range(150, 200));
        assertThat(stage.number("SELECT first_offset FROM audit.offsets")).isEqualTo(150);
    }

    @Test
    void shouldNoticeThatTheTopicWasMadeAgainWhileItWasClosed() throws Exception {
        stage.send(0, 100);
        try (var first = stage.start()) {
            assertThat(first.awaitCaughtUp(Stage.SOON)).isTrue();
        }
        makeAgain();
        stage.send(0, 300);

        var second = stage.start();
        assertThat(second.awaitCaughtUp(Stage.SOON)).isTrue();

        assertThat(gaps()).containsExactly("MADE_AGAIN 0 100 null");
        assertThat(offsets(0)).isEqualTo(range(0, 100));
        assertThat(offsets(1)).isEqualTo(range(0, 300));
    }

    @Test
    void shouldNoticeThatTheTopicWasMadeAgainWhileItRan() throws Exception {
        stage.send(0, 100);
        var settings = stage.settings();
        var trail = stage.start(new AuditSettings(
                settings.bootstrapServers(),
                Map.of("metadata.max.age.ms", "500"),
                settings.topics(),
                settings.groupId(),
                settings.batch(),
                settings.retry()));
        assertThat(trail.awaitCaughtUp(Stage.SOON)).isTrue();

        makeAgain();
        stage.send(0, 300);

        await().atMost(Stage.SOON).untilAsserted(() -> assertThat(offsets(1)).isEqualTo(range(0, 300)));
        assertThat(gaps()).containsExactly("MADE_AGAIN 0 100 null");
        assertThat(offsets(0)).isEqualTo(range(0, 100));
        await().atMost(Stage.SOON).until(() -> trail.status().state() instanceof AuditState.Copying);
    }

    @Test
    void shouldNoticeThatTheLogEndsBeforeWhatWasCopied() throws Exception {
        stage.send(0, 100);
        try (var first = stage.start()) {
            assertThat(first.awaitCaughtUp(Stage.SOON)).isTrue();
        }
        // As if the broker had lost its last 50 records: the trail is ahead of the log.
        stage.execute("UPDATE audit.offsets SET next_offset = 150, leader_epoch = NULL");
        stage.send(100, 120);

        var second = stage.start();
        await().atMost(Stage.SOON).until(() -> stage.number("SELECT count(*) FROM audit.gaps") > 0);
        stage.send(120, 130);
        assertThat(second.awaitCaughtUp(Stage.SOON)).isTrue();

        assertThat(gaps()).containsExactly("CUT_OFF 0 120 150");
        assertThat(offsets(1)).isEqualTo(range(120, 130));
    }

    private void deleteUpTo(long offset) throws Exception {
        stage.withAdmin(admin -> admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset)))
                .all()
                .get());
    }

    private void makeAgain() throws Exception {
        stage.withAdmin(
                admin -> admin.deleteTopics(List.of(stage.topic())).all().get());
        stage.withAdmin(admin -> await().atMost(Stage.SOON)
                .until(() -> !admin.listTopics().names().get().contains(stage.topic())));
        stage.withAdmin(admin -> admin.createTopics(List.of(new NewTopic(stage.topic(), 1, (short) 1)))
                .all()
                .get());
        stage.withAdmin(admin -> {
            try (var producer = stage.producer(Map.of())) {
                await().atMost(Stage.SOON)
                        .until(() -> !producer.partitionsFor(stage.topic()).isEmpty());
            }
        });
    }

    private List<String> gaps() throws Exception {
        try (var connection = stage.database().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT split_part(reason, ':', 1), incarnation, from_offset, to_offset FROM audit.gaps ORDER BY id")) {
            var gaps = new java.util.ArrayList<String>();
            while (rows.next()) {
                gaps.add(rows.getString(1) + " " + rows.getInt(2) + " " + rows.getLong(3) + " " + rows.getString(4));
            }
            return gaps;
        }
    }

    private List<Long> offsets(int incarnation) throws Exception {
        try (var connection = stage.database().getConnection();
                var query = connection.prepareStatement(
                        "SELECT \"offset\" FROM audit.events WHERE incarnation = ? ORDER BY 1")) {
            query.setInt(1, incarnation);
            try (var rows = query.executeQuery()) {
                var offsets = new java.util.ArrayList<Long>();
                while (rows.next()) {
                    offsets.add(rows.getLong(1));
                }
                return offsets;
            }
        }
    }

    private static List<Long> range(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    private static List<Long> range(long from, long to, long from2, long to2) {
        return Stream.concat(range(from, to).stream(), range(from2, to2).stream())
                .toList();
    }
}
