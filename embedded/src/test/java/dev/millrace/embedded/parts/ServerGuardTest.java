package dev.millrace.embedded.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerGuardTest {
    @TempDir
    Path folder;

    private Path pidFile;
    private Process server;

    @BeforeEach
    void start() throws IOException {
        pidFile = folder.resolve("server.pid");
        server = new ProcessBuilder("sleep", "600").start();
    }

    @AfterEach
    void end() {
        server.destroyForcibly().onExit().join();
    }

    @Test
    void shouldEndTheServerWithItsOwner() throws Exception {
        var guard = ServerGuard.of("test", pidFile, "TERM");
        note(server.pid());
        guard.started(server.pid());

        guard.abandon();

        awaitEnd();
    }

    @Test
    void shouldEndAServerThatWasOnlyStarting() throws Exception {
        var guard = ServerGuard.of("test", pidFile, "TERM");
        var launcher = new ProcessBuilder(
                        "sh", "-c", "read -r word; echo \"$1\" >\"$2\"", "launcher", "" + server.pid(), "" + pidFile)
                .start();
        guard.launched(launcher.pid());
        var abandoned = Thread.ofPlatform().start(() -> {
            try {
                guard.abandon();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(server.isAlive()).isTrue();

        launcher.getOutputStream().close();

        abandoned.join();
        awaitEnd();
    }

    @Test
    void shouldLeaveAloneWhoeverHasTheIdOfAServerThatWasThereBefore() throws Exception {
        note(server.pid());
        var guard = ServerGuard.of("test", pidFile, "TERM");

        guard.abandon();

        assertThat(server.isAlive()).isTrue();
    }

    @Test
    void shouldLeaveAloneWhoeverHasTheIdOfAServerThatHasEnded() throws Exception {
        var guard = ServerGuard.of("test", pidFile, "TERM");
        guard.started(server.pid());

        guard.abandon();

        assertThat(server.isAlive()).isTrue();
    }

    @Test
    void shouldEndNothingOnceItIsDismissed() throws Exception {
        var guard = ServerGuard.of("test", pidFile, "TERM");
        note(server.pid());
        guard.started(server.pid());

        guard.close();

        guard.abandon();
        assertThat(server.isAlive()).isTrue();
    }

    private void awaitEnd() {
        await().atMost(Duration.ofMinutes(2)).until(() -> !server.isAlive());
    }

    private void note(long pid) throws IOException {
        Files.writeString(pidFile, pid + "\n");
    }
}
