package dev.millrace.embedded.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.millrace.embedded.FolderInUse;
import dev.millrace.embedded.ForeignFolder;
import dev.millrace.embedded.PortTaken;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisIT {
    @TempDir
    static Path folders;

    static EmbeddedRedis server;

    @BeforeAll
    static void start() {
        server = EmbeddedRedis.start(new RedisSettings(folders.resolve("shared"), 0));
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @Test
    void shouldRunScripts() throws Exception {
        assertThat(Words.to(server).say("EVAL \"return redis.call('PING')\" 0")).isEqualTo("+PONG");
    }

    @Test
    void shouldKeepOutWhoeverDoesNotKnowThePassword() throws Exception {
        assertThat(new Words(server.port(), "").say("PING")).startsWith("-NOAUTH");
    }

    @Test
    void shouldKeepSecretsWhereNoOtherAccountReadsThem() throws Exception {
        for (var file : new String[] {"password", "redis.conf"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                            folders.resolve("shared").resolve(file))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void shouldNotBeReachedThroughAnotherAddressThanLoopback() throws Exception {
        var outside = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .findFirst();
        assumeThat(outside).as("an address of this machine besides loopback").isPresent();

        assertThatThrownBy(() -> new Socket(outside.get(), server.port()).close())
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void shouldRefuseAPortThatIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var settings = new RedisSettings(folders.resolve("no-port"), taken.getLocalPort());

            assertThatThrownBy(() -> EmbeddedRedis.start(settings))
                    .isInstanceOf(PortTaken.class)
                    .hasMessageContaining("Redis cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void shouldRefuseAFolderThatIsInUse() {
        assertThatThrownBy(() -> EmbeddedRedis.start(new RedisSettings(folders.resolve("shared"), 0)))
                .isInstanceOf(FolderInUse.class);
    }

    @Test
    void shouldRefuseAFolderOfSomethingElse() throws Exception {
        var other = Files.createDirectory(folders.resolve("other"));
        Files.writeString(other.resolve("diary.txt"), "dear diary");

        assertThatThrownBy(() -> EmbeddedRedis.start(new RedisSettings(other, 0)))
                .isInstanceOf(ForeignFolder.class)
                .hasMessageContaining("diary.txt");
    }

    @Test
    void shouldGoOnAfterAnOrderlyEndBesideAnotherServer() throws Exception {
        var settings = new RedisSettings(folders.resolve("orderly"), 0);
        var first = EmbeddedRedis.start(settings);
        Words.to(first).say("SET word kept");

        first.close();
        first.close();

        assertThat(ProcessHandle.of(first.pid())).isEmpty();
        try (var second = EmbeddedRedis.start(settings)) {
            assertThat(Words.to(second).say("GET word")).isEqualTo("kept");
            assertThat(second.password()).isEqualTo(first.password());
        }
    }
}
