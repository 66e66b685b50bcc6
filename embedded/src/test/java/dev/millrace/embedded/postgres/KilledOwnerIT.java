package dev.millrace.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.embedded.ChildProgram;
import dev.millrace.embedded.FolderInUse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a server whose program is killed with SIGKILL. */
class KilledOwnerIT {
    private static final Logger LOG = LoggerFactory.getLogger(KilledOwnerIT.class);

    @TempDir
    Path folder;

    private PostgresSettings settings;

    @BeforeEach
    void settings() {
        settings = new PostgresSettings(folder, 0, "shop");
    }

    @Test
    void shouldEndByItself() throws Exception {
        try (var owner = ChildProgram.start(PostgresMain.class, folder)) {
            owner.await("up");
            var postmaster = postmaster();

            owner.kill();

            await().atMost(Duration.ofSeconds(30)).until(() -> !postmaster.isAtWork());
        }
    }

    @Test
    void shouldBeEndedByTheNextOneIfItsGuardWasKilledToo() throws Exception {
        try (var owner = ChildProgram.start(PostgresMain.class, folder)) {
            writeThrough(owner.await("up"), "committed");
            LOG.info("a first start in a JVM of its own took {}", owner.await("took"));
            var leftOver = killWithGuards(owner);

            var begin = System.nanoTime();
            try (var next = EmbeddedPostgres.start(settings)) {
                LOG.info("the start after a kill took {} ms", (System.nanoTime() - begin) / 1_000_000);
                assertThat(leftOver.isAtWork()).isFalse();
                assertThat(Notes.in(next).all()).containsExactly("committed");
                assertThat(postmaster().pid()).isNotEqualTo(leftOver.pid());
            }
        }
    }

    @Test
    void shouldBeEndedForWhoeverWantsItsPort() throws Exception {
        try (var owner = ChildProgram.start(PostgresMain.class, folder)) {
            var port = Integer.parseInt(owner.await("up"));
            assertThatThrownBy(() -> EmbeddedPostgres.stopLeftOver(folder))
                    .isInstanceOf(FolderInUse.class)
                    .hasMessageContaining("process " + owner.process().pid());
            var leftOver = killWithGuards(owner);

            var ended = EmbeddedPostgres.stopLeftOver(folder);

            assertThat(ended).hasValue(leftOver.pid());
            try (var next = EmbeddedPostgres.start(new PostgresSettings(folder, port, "shop"))) {
                assertThat(next.port()).isEqualTo(port);
            }
        }
    }

    @Test
    void shouldRecoverWhatWasCommittedBeforeItWasKilledItself() throws Exception {
        try (var owner = ChildProgram.start(PostgresMain.class, folder)) {
            writeThrough(owner.await("up"), "committed");
            var postmaster = postmaster();

            ProcessHandle.of(postmaster.pid()).orElseThrow().destroyForcibly();
            owner.kill();
            await().atMost(Duration.ofSeconds(30)).until(() -> !postmaster.isAtWork());

            try (var next = EmbeddedPostgres.start(settings)) {
                assertThat(Notes.in(next).all()).containsExactly("committed");
            }
        }
    }

    private void writeThrough(String port, String note) throws Exception {
        var password = Files.readString(folder.resolve("password")).strip();
        new Notes("jdbc:postgresql://127.0.0.1:" + port + "/shop", ServerAddress.USER, password).write(note);
    }

    /** Kills the owner and what watches over the server for it, and returns the server, which lives on. */
    private Postmaster killWithGuards(ChildProgram owner) throws Exception {
        var postmaster = postmaster();
        var guards = owner.process().children().toList();
        assertThat(guards).hasSize(1);
        for (var process : List.of(guards.getFirst(), owner.process().toHandle())) {
            process.destroyForcibly();
            await().atMost(Duration.ofSeconds(30)).until(() -> !process.isAlive());
        }
        assertThat(postmaster.isAtWork()).isTrue();
        return postmaster;
    }

    private Postmaster postmaster() throws Exception {
        return Postmaster.namedIn(folder.toRealPath().resolve("data")).orElseThrow();
    }
}
