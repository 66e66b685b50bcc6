package dev.millrace.delivery.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditQueryIT {
    private static Stage stage;
    private static AuditQuery query;

    @BeforeAll
    static void copy() throws Exception {
        stage = new Stage(2);
        stage.send(0, 1_000);
        var trail = stage.start();
        assertThat(trail.awaitCaughtUp(Stage.SOON)).isTrue();
        query = new AuditQuery(stage.database());
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    @Test
    void shouldTellAStoryInItsOrder() throws Exception {
        // Events 301 and 302 follow 300, which begins its story itself.
        assertThat(query.byCorrelationId("story-100", 10))
                .extracting(AuditedEvent::event)
                .containsExactly(TestEvents.event(301), TestEvents.event(302));
    }

    @Test
    void shouldGiveNoMoreThanAskedFor() throws Exception {
        assertThat(query.byCorrelationId("story-100", 1))
                .extracting(AuditedEvent::event)
                .containsExactly(TestEvents.event(301));
    }

    @Test
    void shouldSayWhereAndWhenItWasRecorded() throws Exception {
        var found = query.byCorrelationId("story-100", 1).getFirst();

        assertThat(found.topic()).isEqualTo(stage.topic());
        assertThat(found.partition()).isBetween(0, 1);
        assertThat(found.offset()).isNotNegative();
        assertThat(found.recorded()).isBetween(java.time.Instant.now().minusSeconds(600), java.time.Instant.now());
    }

    @ParameterizedTest
    @ValueSource(longs = {300, 301})
    void shouldFindAnEventByItsIdWhetherOrNotItBeginsAStory(long number) throws Exception {
        var event = TestEvents.event(number);

        assertThat(query.byId(event.id(), 10)).extracting(AuditedEvent::event).containsExactly(event);
    }

    @Test
    void shouldFindTheEventsOfATime() throws Exception {
        var from = TestEvents.event(500).time();
        var to = TestEvents.event(520).time();

        assertThat(query.byTime(from, to, 100))
                .extracting(AuditedEvent::event)
                .containsExactlyElementsOf(
                        LongStream.range(500, 520).mapToObj(TestEvents::event).toList());
        assertThat(query.byTime(from, to, 5)).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "'; DROP TABLE audit.events; --", "a\0b", "\uD83D", ""})
    void shouldFindNothingOfWhatIsNotThere(String id) throws Exception {
        assertThat(query.byCorrelationId(id, 10)).isEmpty();
        assertThat(query.byId(id, 10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, AuditQuery.MOST + 1})
    void shouldRefuseALimitOutOfRange(int limit) {
        assertThatThrownBy(() -> query.byId("x", limit)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldAnswerFromTheIndices() throws Exception {
        for (var condition : new String[] {"correlation_id = 'x'", "id = 'x' AND id <> correlation_id"}) {
            assertThat(plan(condition)).contains("Index").doesNotContain("Seq Scan");
        }
        assertThat(plan("time >= '2026-01-01' AND time < '2026-01-02'")).contains("Bitmap Index Scan");
    }

    private static String plan(String condition) throws Exception {
        try (var connection = stage.database().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SET enable_seqscan = off");
            var plan = new StringBuilder();
            try (var rows = statement.executeQuery("EXPLAIN SELECT * FROM audit.events WHERE " + condition)) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            statement.execute("RESET enable_seqscan");
            return plan.toString();
        }
    }

    @Test
    void shouldShowDataAsText() throws Exception {
        try (var connection = stage.database().getConnection();
                var ask = connection.prepareStatement("SELECT data FROM audit.readable_events WHERE id = ?")) {
            ask.setString(1, "run-1.orders.1");
            try (var row = ask.executeQuery()) {
                row.next();
                assertThat(row.getString(1))
                        .isEqualTo(new String(TestEvents.event(1).data().bytes(), UTF_8));
            }
        }
    }
}
