package dev.millrace.app.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.embedded.PortTaken;
import dev.millrace.embedded.ports.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OnPortTest {
    private final List<ServerSocket> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws IOException {
        for (var socket : open) {
            socket.close();
        }
    }

    @Test
    void takesTheWantedPortWhereItIsFree() {
        int wanted = Ports.free();

        var started = OnPort.start("service", wanted, this::listen);

        assertThat(started.service().getLocalPort()).isEqualTo(wanted);
        assertThat(started.note().moved()).isFalse();
    }

    @Test
    void goesOnWithAnotherPortWhenSomebodyWasQuicker() {
        int wanted = Ports.free();
        IntFunction<ServerSocket> beaten = port -> {
            if (port == wanted) {
                listen(port);
            }
            return listen(port);
        };

        var started = OnPort.start("service", wanted, beaten);

        assertThat(started.service().getLocalPort())
                .isEqualTo(started.note().actual())
                .isNotEqualTo(wanted);
        assertThat(started.note().moved()).isTrue();
        assertThat(started.note().message()).contains("Port " + wanted + " for service is taken by");
    }

    @Test
    void givesUpWhenEveryPortIsTakenFromIt() {
        IntFunction<ServerSocket> alwaysBeaten = port -> {
            listen(port);
            return listen(port);
        };

        assertThatThrownBy(() -> OnPort.start("service", 0, alwaysBeaten)).isInstanceOf(PortTaken.class);
    }

    private ServerSocket listen(int port) {
        try {
            var socket = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"));
            open.add(socket);
            return socket;
        } catch (java.net.BindException e) {
            throw new PortTaken("service", port, Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
