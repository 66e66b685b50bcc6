package dev.millrace.gateway;

import dev.millrace.gateway.settings.GatewaySettings;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Objects;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A gateway on a free port for the tests of a class, with rooms that start afresh for each of them. */
final class OpenGateway implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    final Rooms rooms = new Rooms();
    final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final GatewaySettings settings;
    private Gateway gateway;
    private Caller caller;

    OpenGateway(GatewaySettings settings) {
        this.settings = settings;
    }

    static OpenGateway onLoopback() {
        return new OpenGateway(GatewaySettings.onLoopback(0));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        gateway = Gateway.start(settings, rooms.ports(), registry);
        caller = Caller.of(gateway);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        rooms.reset();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        caller.close();
        gateway.close();
        registry.close();
    }

    Caller call() {
        return Objects.requireNonNull(caller);
    }

    int port() {
        return gateway.port();
    }
}
