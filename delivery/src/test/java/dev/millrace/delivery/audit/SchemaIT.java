package dev.millrace.delivery.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.millrace.embedded.testing.SharedPostgres;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
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
                .isEqualTo("2");
        assertThat(text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
                .isEqualTo("0");
    }

    @Test
    void shouldBeMadeAgainWhereTheNoteThatItWasMadeIsMissing() throws Exception {
        // What a connection leaves behind that is killed when the tables are committed and their note is not.
        execute("DELETE FROM audit.schema_history WHERE version IS NOT NULL");

        new Schema(database).migrate();

        assertThat(text("SELECT count(*) FROM audit.schema_history WHERE success"))
                .isEqualTo("2");
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
