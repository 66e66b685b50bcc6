package dev.millrace.embedded.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {
    @Test
    void shouldChooseTheWantedPortIfItIsFree() {
        var wanted = Ports.free();

        var choice = Ports.choose(wanted);

        assertThat(choice).isEqualTo(new PortChoice(wanted, wanted, Optional.empty()));
        assertThat(choice.asWanted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "::1", "::"})
    void shouldChooseAnotherPortIfSomeoneListensOnTheWantedOne(String address) throws Exception {
        try (var taken = new ServerSocket()) {
            assumeThat(bound(taken, address)).as("this machine has " + address).isTrue();

            var choice = Ports.choose(taken.getLocalPort());

            assertThat(choice.asWanted()).isFalse();
            assertThat(choice.actual()).isNotEqualTo(choice.wanted());
            assertThat(Ports.isFree(choice.actual())).isTrue();
        }
    }

    @Test
    void shouldSayWhoHasThePort() throws Exception {
        assumeThat(Path.of("/proc/net/tcp")).exists();
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(Ports.choose(taken.getLocalPort()).takenBy())
                    .hasValue("this program itself (process "
                            + ProcessHandle.current().pid() + ")");
        }
    }

    @Test
    void shouldChooseAnyPortIfNoneIsWanted() {
        var choice = Ports.choose(0);

        assertThat(Ports.isFree(choice.actual())).isTrue();
        assertThat(choice.asWanted()).isTrue();
    }

    private static boolean bound(ServerSocket socket, String address) {
        try {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(address), 0));
            return true;
        } catch (java.io.IOException e) {
            return false;
        }
    }
}
