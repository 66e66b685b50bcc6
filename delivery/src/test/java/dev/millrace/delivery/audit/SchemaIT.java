package dev.millrace.delivery.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.millrace.embedded.testing.SharedPostgres;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaIT {
    private static final String EVENT = """
            INSERT INTO audit.events ("offset", time, kafka_time, recorded, partition, incarnation, topic, id, source, type,
                correlation_id, data) VALUES (7, now(), now(), '2026-11-21 23:59:59.999999+00', 1, 0, 'orders', 'i', 's',
                't', 'c', '\\x00')""";

    private HikariDataSource database;

    @BeforeEach
    void make() {
        database = Stage.pool(SharedPostgres.newDatabase());
        new Schema(database).migrate();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void shouldBeMadeOnceByInstancesThatStartTogether() throws Exception {
        try (var fresh = Stage.pool(SharedPostgres.newDatabase());
                var threads = Executors.newFixedThreadPool(3)) {
            Callable<Boolean> migrate = () -> {
                new Schema(fresh).migrate();
                return true;
            };
            for (var done : threads.invokeAll(java.util.Collections.nCopies(3, migrate))) {
                assertThat(done.get()).isTrue();
            }
        }
    }

    @Test
    void shouldKeepItsHistoryInItsOwnSchema() throws Exception {
        assertThat(text("SELECT count(*) FROM audit.schema_history WHERE success"))
                .isEqualTo("3");
        assertThat(text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
                .isEqualTo("0");
    }

    @Test
    void shouldBeMadeAgainWhereTheNoteThatItWasMadeIsMissing() throws Exception {
        // What a connection leaves behind that is killed when the tables are committed and their note is not.
        execute("DELETE FROM audit.schema_history WHERE version = '2'");

        new Schema(database).migrate();

        assertThat(text("SELECT count(*) FROM audit.schema_history WHERE success"))
                .isEqualTo("3");
    }

    @Test
    void shouldTakeOverWhatTheVersionBeforeHasWrittenAndIsStillWriting() throws Exception {
        try (var older = Stage.pool(SharedPostgres.newDatabase())) {
            var fresh = database;
            database = older;
            Flyway.configure(SchemaIT.class.getClassLoader())
                    .dataSource(older)
                    .schemas("audit")
                    .defaultSchema("audit")
                    .table("schema_history")
                    .locations("classpath:db/audit")
                    .target("1")
                    .load()
                    .migrate();
            execute("DELETE FROM audit.schema_history WHERE version = '1'");
            execute("SELECT audit.open_day('2001-01-01')");
            var event = EVENT.replace("2026-11-21", "2001-01-01");
            execute(event);
            execute("SELECT audit.open_day((now() AT TIME ZONE 'UTC')::date)");

            new Schema(older).migrate();

            assertThat(text("SELECT place FROM audit.readable_events")).isEqualTo("0");
            assertThat(keyOf("to_char(now() AT TIME ZONE 'UTC', 'YYYY_MM_DD')"))
                    .as("today can be written to")
                    .contains("place");
            assertThat(keyOf("'2001_01_01'"))
                    .as("a day that is over stays as it is")
                    .doesNotContain("place");
            execute("SELECT audit.open_day('2001-01-01')");
            assertThat(keyOf("'2001_01_01'")).as("unless it is opened again").contains("place");
            assertThatThrownBy(() -> execute(event)).hasMessageContaining("duplicate key");
            execute(event.replace("(\"offset\", ", "(place, \"offset\", ").replace("VALUES (7", "VALUES (1, 7"));
            assertThat(text("SELECT count(*) FROM audit.events")).isEqualTo("2");
            database = fresh;
        }
    }

    private String keyOf(String day) throws Exception {
        return text("SELECT indexdef FROM pg_indexes WHERE indexname = 'events_' || " + day + " || '_key'");
    }

    @Test
    void shouldRefuseASecondCopyOfARecord() throws Exception {
        execute("SELECT audit.open_day('2026-11-21')");
        execute(EVENT);

        assertThatThrownBy(() -> execute(EVENT)).hasMessageContaining("duplicate key");
    }

    @Test
    void shouldMakeADayOnceHoweverManyAskForIt() throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            Callable<String> open = () -> text("SELECT audit.open_day('2026-11-21')");
            for (var done : threads.invokeAll(java.util.Collections.nCopies(4, open))) {
                assertThat(done.get()).isEqualTo("events_2026_11_21");
            }
        }
        execute(EVENT);

        assertThat(text("SELECT count(*) FROM audit.events_2026_11_21")).isEqualTo("1");
    }

    @Test
    void shouldCutDaysAtMidnightInUtcWhateverTheSessionsZone() throws Exception {
        execute("SET timezone = 'Asia/Tokyo'; SELECT audit.open_day('2026-11-21'); RESET timezone");
        execute(EVENT);

        assertThat(text("SELECT tableoid::regclass FROM audit.events")).isEqualTo("audit.events_2026_11_21");
        assertThatThrownBy(() -> execute(EVENT.replace("2026-11-21 23:59:59.999999", "2026-11-22 00:00:00")))
                .hasMessageContaining("no partition");
    }

    @Test
    void shouldSayWhenADayWasTakenAway() throws Exception {
        execute("SELECT audit.open_day('2026-11-21')");
        execute("ALTER TABLE audit.events DETACH PARTITION audit.events_2026_11_21");

        assertThatThrownBy(() -> execute("SELECT audit.open_day('2026-11-21')"))
                .hasMessageContaining("events_2026_11_21 was detached");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit.offsets SET next_offset = 99",
                "UPDATE audit.offsets SET incarnation = 0",
                "DELETE FROM audit.offsets",
                "TRUNCATE audit.offsets"
            })
    void shouldNotLetOffsetsGoBack(String mischief) throws Exception {
        execute("""
                INSERT INTO audit.offsets (topic, partition, topic_id, incarnation, first_offset, next_offset)
                VALUES ('orders', 0, gen_random_uuid(), 1, 0, 100)""");

        assertThatThrownBy(() -> execute(mischief))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("audit.offsets");
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String text(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
