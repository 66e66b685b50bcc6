package dev.millrace.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.settings.GatewayLimits;
import dev.millrace.gateway.settings.GatewaySettings;
import dev.millrace.settings.DataSize;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SlowBodyIT {
    private static final String HEAD = RawHttp.head(
            "POST " + Caller.EVENTS + " HTTP/1.1",
            "Host: localhost",
            "Content-Type: application/json",
            "Content-Length: 1000000");

    @RegisterExtension
    static final OpenGateway gateway = new OpenGateway(new GatewaySettings(
            GatewaySettings.LOOPBACK,
            0,
            List.of(),
            List.of(),
            new GatewayLimits(
                    DataSize.parse("10MiB"),
                    DataSize.parse("1MB"),
                    100,
                    100,
                    DataSize.parse("10MiB"),
                    Duration.ofSeconds(1)),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2)));

    @Test
    void shouldGiveUpOnABodyThatDoesNotCome() throws IOException {
        assertThat(RawHttp.exchange(gateway.port(), HEAD + "{\"a\":"))
                .startsWith("HTTP/1.1 408")
                .contains("\"type\":\"/problems/body-timeout\"");
    }

    @Test
    void shouldGiveUpOnABodyThatComesByTheByte() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.getOutputStream().write(HEAD.getBytes(StandardCharsets.US_ASCII));
            var in = socket.getInputStream();

            await().pollInterval(Duration.ofMillis(50))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> {
                        if (in.available() == 0) {
                            socket.getOutputStream().write(' ');
                        }
                        return in.available() > 0;
                    });

            assertThat(new String(in.readNBytes(12), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 408");
        }
    }

    @Test
    void shouldAnswerBeforeABodyIsSentThatItWouldNotTake() throws IOException {
        var asks = RawHttp.head(
                "POST " + Caller.EVENTS + " HTTP/1.1",
                "Host: localhost",
                "Content-Type: application/json",
                "Content-Length: 99000000",
                "Expect: 100-continue",
                "Connection: close");

        assertThat(RawHttp.exchange(gateway.port(), asks))
                .startsWith("HTTP/1.1 413")
                .contains("\"type\":\"/problems/body-too-large\"");
    }

    @Test
    void shouldNotMindASenderThatGoesAwayAmidItsBody() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.getOutputStream().write((HEAD + "{\"a\":").getBytes(StandardCharsets.US_ASCII));
        }

        await().until(() ->
                gateway.registry.get("millrace.http.body.bytes").gauge().value() == 0);
        assertThat(gateway.rooms.intake.taken()).isEmpty();
        assertThat(gateway.call().get("/actuator/health").statusCode()).isEqualTo(200);
    }
}
