package dev.millrace.delivery.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.delivery.copy.CopyRows;
import dev.millrace.embedded.postgres.EmbeddedPostgres;
import dev.millrace.embedded.postgres.PostgresSettings;
import dev.millrace.embedded.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** A database that fails in the middle: nothing is lost, nothing is there twice, and the group is not left. */
class AuditFaultIT {
    private static final long SEED = 42;

    @Test
    void shouldLoseNothingWhenItsConnectionsAreKilled() throws Exception {
        try (var stage = new Stage(3)) {
            var trail = stage.start();
            var random = new Random(SEED);
            try (var killer = Stage.pool(stage.server());
                    var connection = killer.getConnection();
                    var kill =
                            connection.prepareStatement("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                                    + " WHERE datname = current_database() AND pid <> pg_backend_pid()")) {
                for (int round = 0; round < 15; round++) {
                    stage.send(round * 300L, round * 300L + 300);
                    long wanted = trail.status().copied() + random.nextInt(300);
                    await().atMost(Stage.SOON)
                            .until(() -> trail.status().copied() >= wanted
                                    || trail.status().totalLag() == 0);
                    kill.executeQuery().close();
                }
            }

            assertThat(trail.awaitCaughtUp(Stage.SOON)).as("seed %d", SEED).isTrue();

            var found = stage.compare();
            assertThat(found.differences()).isEmpty();
            assertThat(found.events()).isEqualTo(4_500);
        }
    }

    @Test
    void shouldWaitForATableThatIsLockedWithoutLeavingTheGroup() throws Exception {
        try (var stage = new Stage(3)) {
            stage.send(0, 300);
            var settings = stage.settings();
            var trail = stage.start(new AuditSettings(
                    settings.bootstrapServers(),
                    // Without polling for this long an instance is thrown out.
                    Map.of("max.poll.interval.ms", "6000", "session.timeout.ms", "6000"),
                    settings.topics(),
                    settings.groupId(),
                    settings.batch(),
                    new RetrySettings(Duration.ofMillis(20), Duration.ofMillis(500), Duration.ofSeconds(2))));
            assertThat(trail.awaitCaughtUp(Stage.SOON)).isTrue();
            try (var locker = Stage.pool(stage.server());
                    var connection = locker.getConnection();
                    var statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("LOCK TABLE audit.events IN ACCESS EXCLUSIVE MODE");
                stage.send(300, 3_000);
                await().atMost(Stage.SOON)
                        .until(() -> trail.status().state() instanceof AuditState.Waiting waiting
                                && waiting.reason().contains("lock timeout"));
                var since = System.nanoTime();
                await().atMost(Stage.SOON).until(() -> System.nanoTime() - since > 8_000_000_000L);
                assertThat(trail.status().lag()).hasSize(3);
                assertThat(trail.status().totalLag()).isEqualTo(2_700);
                connection.rollback();
            }

            assertThat(trail.awaitCaughtUp(Stage.SOON)).isTrue();

            assertThat(stage.compare().differences()).isEmpty();
            assertThat(trail.status().state()).isEqualTo(new AuditState.Copying());
        }
    }

    @Test
    void shouldCatchUpWhenTheServerWasDown(@TempDir Path folder) throws Exception {
        var server = EmbeddedPostgres.start(new PostgresSettings(folder, 0, "audit"));
        int port = server.port();
        try (var stage = new Stage(3, new TestDatabase(server.jdbcUrl(), server.user(), server.password()))) {
            var trail = stage.start();
            stage.send(0, 1_000);
            await().atMost(Stage.SOON).until(() -> trail.status().copied() > 200);
            server.close();
            stage.send(1_000, 3_000);
            await().atMost(Stage.SOON).until(() -> trail.status().state() instanceof AuditState.Waiting);

            server = EmbeddedPostgres.start(new PostgresSettings(folder, port, "audit"));

            assertThat(trail.awaitCaughtUp(Stage.SOON)).isTrue();
            var found = stage.compare();
            assertThat(found.differences()).isEmpty();
            assertThat(found.events()).isEqualTo(3_000);
            await().atMost(Stage.SOON).until(() -> trail.status().healthy());
        } finally {
            server.close();
        }
    }

    @Test
    void shouldStartBeforeTheDatabaseDoes(@TempDir Path folder) throws Exception {
        var first = EmbeddedPostgres.start(new PostgresSettings(folder, 0, "audit"));
        int port = first.port();
        first.close();
        try (var stage = new Stage(1, new TestDatabase(first.jdbcUrl(), first.user(), first.password()))) {
            stage.send(0, 100);
            var trail = stage.start();
            await().atMost(Stage.SOON).until(() -> trail.status().state() instanceof AuditState.Waiting);

            try (var second = EmbeddedPostgres.start(new PostgresSettings(folder, port, "audit"))) {
                assertThat(trail.awaitCaughtUp(Stage.SOON)).isTrue();
                assertThat(trail.countRows()).isEqualTo(100);
                trail.close();
            }
        }
    }

    @Test
    void shouldNotBeHeldUpByAWriterThatStoppedInTheMiddleOfABatch() throws Exception {
        try (var stage = new Stage(1)) {
            stage.send(0, 100);
            try (var before = stage.start()) {
                assertThat(before.awaitCaughtUp(Stage.SOON)).isTrue();
            }
            stage.send(100, 200);
            var retry = new RetrySettings(Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofSeconds(1));
            try (var pool = Stage.pool(stage.server());
                    var stopped = new Transactions(pool, Duration.ofSeconds(30)).begin()) {
                // As a process that is stopped: it has moved the offsets, has sent a part of its rows, and says no
                // more.
                var connection = stopped.connection();
                try (var statement = connection.createStatement()) {
                    statement.execute("UPDATE audit.offsets SET next_offset = next_offset + 50");
                }
                var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(EventRow.COPY);
                new CopyRows(0).sendTo(copy);
                copy.flushCopy();
                var settings = stage.settings();

                var trail = stage.start(new AuditSettings(
                        settings.bootstrapServers(),
                        settings.kafka(),
                        settings.topics(),
                        settings.groupId(),
                        settings.batch(),
                        retry));

                assertThat(trail.awaitCaughtUp(Stage.SOON)).isTrue();
                connection.abort(Runnable::run);
            } catch (java.sql.SQLException expected) {
                // The session was ended.
                assertThat(expected.getSQLState()).isIn("57P01", "08003", "08006");
            }
            assertThat(stage.compare().differences()).isEmpty();
        }
    }

    @Test
    void shouldGoOnWhenTheServerWasFrozenAndThaws() throws Exception {
        try (var stage = new Stage(2);
                var watcher = Stage.pool(stage.server())) {
            var settings = stage.settings();
            var trail = stage.start(new AuditSettings(
                    settings.bootstrapServers(),
                    settings.kafka(),
                    settings.topics(),
                    settings.groupId(),
                    settings.batch(),
                    new RetrySettings(Duration.ofMillis(20), Duration.ofMillis(500), Duration.ofSeconds(2))));
            stage.send(0, 500);
            assertThat(trail.awaitCaughtUp(Stage.SOON)).isTrue();
            var frozen = new ArrayList<Long>();
            try (var connection = watcher.getConnection();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery(
                            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")) {
                while (rows.next()) {
                    frozen.add(rows.getLong(1));
                }
            }
            signal("STOP", frozen);
            try {
                stage.send(500, 2_000);
                await().atMost(Stage.SOON).until(() -> trail.status().state() instanceof AuditState.Waiting);
            } finally {
                signal("CONT", frozen);
            }

            assertThat(trail.awaitCaughtUp(Stage.SOON)).isTrue();

            assertThat(stage.compare().differences()).isEmpty();
        }
    }

    private static void signal(String name, List<Long> processes) throws Exception {
        var command = new ArrayList<>(List.of("kill", "-" + name));
        processes.forEach(pid -> command.add(pid.toString()));
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
