package dev.millrace.delivery.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.embedded.testing.SharedKafka;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that copies, killed without warning again and again. */
class AuditKillIT {
    private static final int EVENTS = 60_000;

    private final long seed = System.nanoTime();

    @TempDir
    private Path folder;

    @Test
    @Tag("faults")
    void shouldHaveExactlyWhatIsCommittedHoweverOftenItIsKilled() throws Exception {
        killAndCompare(6);
    }

    private void killAndCompare(int kills) throws Exception {
        var random = new Random(seed);
        try (var stage = new Stage(4)) {
            stage.send(0, EVENTS);
            for (int kill = 1; kill <= kills; kill++) {
                long before = offsets(stage);
                var process = launch(stage, folder);
                try {
                    await().atMost(Stage.SOON)
                            .pollInterval(java.time.Duration.ofMillis(5))
                            .until(() -> offsets(stage) > before || !process.isAlive());
                    assertThat(process.isAlive()).as(() -> "see " + folder).isTrue();
                    // In the middle of one of the next batches.
                    assertThat(process.waitFor(random.nextInt(150), TimeUnit.MILLISECONDS))
                            .isFalse();
                } finally {
                    process.destroyForcibly().waitFor();
                }
            }
            assertThat(offsets(stage))
                    .as("nothing was left to copy, seed %d", seed)
                    .isLessThan(EVENTS);

            var last = stage.start();
            assertThat(last.awaitCaughtUp(Stage.SOON)).isTrue();

            var found = stage.compare();
            assertThat(found.differences()).as("seed %d", seed).isEmpty();
            assertThat(found.events()).isEqualTo(EVENTS);
            assertThat(last.totalRows()).isEqualTo(EVENTS);
            assertThat(last.status().gaps()).isZero();
        }
    }

    private static long offsets(Stage stage) throws SQLException {
        boolean begun =
                stage.number("SELECT count(*) FROM pg_tables WHERE schemaname = 'audit' AND tablename = 'offsets'")
                        == 1;
        return begun ? stage.number("SELECT coalesce(sum(next_offset), 0) FROM audit.offsets") : 0;
    }

    private static Process launch(Stage stage, Path folder) throws Exception {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                AuditProcess.class.getName(),
                SharedKafka.bootstrapServers(),
                stage.server().jdbcUrl(),
                stage.server().user(),
                stage.topic());
        builder.environment().put("AUDIT_PASSWORD", stage.server().password());
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("audit.log").toFile())
                .start();
    }
}
