package dev.millrace.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.millrace.embedded.PortTaken;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedPostgresIT {
    @TempDir
    static Path folders;

    static EmbeddedPostgres server;

    @BeforeAll
    static void start() {
        server = EmbeddedPostgres.start(new PostgresSettings(folders.resolve("shared"), 0, "shop"));
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "fsync, on",
        "synchronous_commit, on",
        "full_page_writes, on",
        "data_checksums, on",
        "listen_addresses, 127.0.0.1",
        "shared_buffers, 64MB",
        "server_encoding, UTF8"
    })
    void shouldBeSafeAndSmall(String setting, String value) throws Exception {
        assertThat(Notes.in(server).query("show " + setting)).containsExactly(value);
    }

    @Test
    void shouldKeepOutWhoeverDoesNotKnowThePassword() {
        var stranger = new Notes(server.jdbcUrl(), server.user(), "a guess");

        assertThatThrownBy(stranger::connect)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void shouldKeepThePasswordWhereNoOtherAccountReadsIt() throws Exception {
        var file = folders.resolve("shared/password");

        assertThat(file).content().isEqualToIgnoringNewLines(server.password());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folders.resolve("shared"))))
                .isEqualTo("rwx------");
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
    void shouldBeOutOfReachOfCtrlC() throws Exception {
        assumeThat(Path.of("/proc/self/stat")).exists();
        var postmaster = Postmaster.namedIn(folders.resolve("shared/data")).orElseThrow();

        assertThat(session(postmaster.pid()))
                .isNotEqualTo(session(ProcessHandle.current().pid()));
    }

    private static String session(long pid) throws IOException {
        var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[3];
    }

    @Test
    void shouldRefuseAPortThatIsTakenAndSayByWhom() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var settings = new PostgresSettings(folders.resolve("no-port"), taken.getLocalPort(), "shop");

            assertThatThrownBy(() -> EmbeddedPostgres.start(settings))
                    .isInstanceOf(PortTaken.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void shouldGoOnAfterAnOrderlyEndBesideAnotherServer() throws Exception {
        var settings = new PostgresSettings(folders.resolve("orderly"), 0, "shop");
        var first = EmbeddedPostgres.start(settings);
        Notes.in(first).write("kept");
        var postmaster = Postmaster.namedIn(settings.folder().resolve("data")).orElseThrow();

        first.close();
        first.close();

        assertThat(postmaster.isAtWork()).isFalse();
        try (var second = EmbeddedPostgres.start(settings)) {
            assertThat(Notes.in(second).all()).containsExactly("kept");
            assertThat(second.password()).isEqualTo(first.password());
        }
    }
}
