package dev.millrace.gateway;

import static dev.millrace.gateway.Caller.EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.settings.ApiKey;
import dev.millrace.gateway.settings.GatewayLimits;
import dev.millrace.gateway.settings.GatewaySettings;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LifecycleIT {
    private final Rooms rooms = new Rooms();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void shouldSayThatThePortIsTaken() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(PortTaken.class)
                    .isThrownBy(() -> start(GatewaySettings.onLoopback(other.getLocalPort())))
                    .withMessageContaining("port " + other.getLocalPort() + " on 127.0.0.1 is taken")
                    .satisfies(e -> assertThat(e.port()).isEqualTo(other.getLocalPort()));
        }
    }

    @Test
    void shouldSayThatTheAddressIsNoneOfThisMachine() {
        assertThatExceptionOfType(GatewayNotStarted.class)
                .isThrownBy(() -> start(new GatewaySettings(
                        "192.0.2.7",
                        0,
                        List.of(),
                        List.of(ApiKey.of("ci", "k")),
                        GatewayLimits.defaults(),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1))))
                .isNotInstanceOf(PortTaken.class)
                .withMessageContaining("cannot listen on 192.0.2.7");
    }

    @Test
    void shouldFinishPostsUnderWayBeforeItCloses() throws Exception {
        var gateway = start(GatewaySettings.onLoopback(0));
        rooms.intake.hold = true;
        try (var caller = Caller.of(gateway)) {
            var answer = post(caller);
            await().until(() -> rooms.intake.held.size() == 1);

            var closed = CompletableFuture.runAsync(gateway::close);
            await().until(() -> refusesConnections(gateway.port()));
            assertThat(answer).isNotDone();
            assertThat(closed).isNotDone();
            rooms.intake.release();

            assertThat(answer.join().statusCode()).isEqualTo(201);
            closed.join();
        }
    }

    @Test
    void shouldNotWaitForEverForPostsThatDoNotFinish() {
        var gateway = start(new GatewaySettings(
                GatewaySettings.LOOPBACK,
                0,
                List.of(),
                List.of(),
                GatewayLimits.defaults(),
                Duration.ofMinutes(5),
                Duration.ofMillis(200)));
        rooms.intake.hold = true;
        try (var caller = Caller.of(gateway)) {
            var answer = post(caller);
            await().until(() -> rooms.intake.held.size() == 1);

            gateway.close();

            await().atMost(Duration.ofSeconds(10)).until(answer::isDone);
            rooms.intake.release();
        }
    }

    @Test
    void shouldBeOpenSideBySideAndCloseMoreThanOnce() {
        var registryOfOther = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (var one = start(GatewaySettings.onLoopback(0));
                var other = Gateway.start(GatewaySettings.onLoopback(0), rooms.ports(), registryOfOther);
                var caller = Caller.of(other)) {
            one.close();
            one.close();

            assertThat(caller.get("/api/v1/runs").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldLeaveTheRegistryOpen() {
        start(GatewaySettings.onLoopback(0)).close();

        registry.counter("after").increment();

        assertThat(registry.isClosed()).isFalse();
        assertThat(registry.scrape()).contains("after_total 1.0");
    }

    @Test
    void shouldNotListenToTheEnvironment() {
        System.setProperty("server.port", "1");
        System.setProperty("management.endpoints.web.exposure.include", "*");
        try (var gateway = start(GatewaySettings.onLoopback(0));
                var caller = Caller.of(gateway)) {
            assertThat(caller.get("/actuator/env").statusCode()).isEqualTo(404);
        } finally {
            System.clearProperty("server.port");
            System.clearProperty("management.endpoints.web.exposure.include");
        }
    }

    private Gateway start(GatewaySettings settings) {
        return Gateway.start(settings, rooms.ports(), registry);
    }

    private static CompletableFuture<HttpResponse<String>> post(Caller caller) {
        return caller.http()
                .sendAsync(
                        caller.request(EVENTS, "Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{}"))
                                .build(),
                        BodyHandlers.ofString());
    }

    private static boolean refusesConnections(int port) throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !socket.isConnected();
        } catch (ConnectException e) {
            return true;
        }
    }
}
