package dev.millrace.embedded.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.embedded.ChildProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a server whose program is killed with SIGKILL. */
class KilledOwnerIT {
    @TempDir
    Path folder;

    @Test
    void shouldEndByItself() throws Exception {
        try (var owner = ChildProgram.start(RedisMain.class, folder)) {
            owner.await("up");
            var server = server();

            owner.kill();

            await().atMost(Duration.ofSeconds(30)).until(() -> !server.isAtWork());
        }
    }

    @Test
    void shouldBeEndedByTheNextOneIfItsGuardWasKilledToo() throws Exception {
        try (var owner = ChildProgram.start(RedisMain.class, folder)) {
            var port = Integer.parseInt(owner.await("up"));
            var leftOver = server();
            var guards = owner.process().children().toList();
            assertThat(guards).hasSize(1);
            for (var process : List.of(guards.getFirst(), owner.process().toHandle())) {
                process.destroyForcibly();
                await().atMost(Duration.ofSeconds(30)).until(() -> !process.isAlive());
            }
            assertThat(leftOver.isAtWork()).isTrue();

            try (var next = EmbeddedRedis.start(new RedisSettings(folder, port))) {
                assertThat(leftOver.isAtWork()).isFalse();
                assertThat(Words.to(next).say("PING")).isEqualTo("+PONG");
            }
        }
    }

    private RedisProcess server() throws Exception {
        var data = folder.toRealPath().resolve("data");
        return new RedisProcess(
                Long.parseLong(Files.readString(data.resolve("redis.pid")).strip()), data);
    }
}
