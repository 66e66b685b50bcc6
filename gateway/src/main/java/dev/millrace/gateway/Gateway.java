package dev.millrace.gateway;

import dev.millrace.gateway.settings.GatewaySettings;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.core.NestedExceptionUtils;

/**
 * The open door: an HTTP server on one port, until it is closed.
 *
 * <p>It takes its set-up from {@link GatewaySettings} alone: neither the environment nor files in the working
 * folder have a say. Any number may be open at once, each with a port and a registry of its own. Thread-safe.
 */
public final class Gateway implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Gateway.class);

    private final AnnotationConfigServletWebServerApplicationContext context;
    private final int port;

    private Gateway(AnnotationConfigServletWebServerApplicationContext context) {
        this.context = context;
        this.port =
                Objects.requireNonNull(context.getWebServer(), "a web server").getPort();
    }

    /**
     * Opens the door; once this returns, requests are answered.
     *
     * @param ports    the other rooms; closing the gateway does not close them
     * @param registry what {@code /actuator/prometheus} shows, and where the gateway's own metrics go; not closed
     * @throws PortTaken         if something else listens there
     * @throws GatewayNotStarted if it cannot be opened for another reason
     */
    public static Gateway start(GatewaySettings settings, GatewayPorts ports, PrometheusMeterRegistry registry) {
        checkPort(settings);
        ServerLogs.quieten();
        var context = new AnnotationConfigServletWebServerApplicationContext();
        context.setEnvironment(new GatewayEnvironment(settings));
        // Registered, not declared, so that closing the context leaves them alone.
        context.getBeanFactory().registerSingleton("settings", settings);
        context.getBeanFactory().registerSingleton("ports", ports);
        context.getBeanFactory().registerSingleton("meterRegistry", registry);
        context.register(GatewayBeans.class);
        try {
            context.refresh();
        } catch (RuntimeException e) {
            context.close();
            throw notStarted(settings, e);
        }
        AvailabilityChangeEvent.publish(context, LivenessState.CORRECT);
        AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
        var gateway = new Gateway(context);
        log.info(
                "gateway open: address={} port={} keys={}",
                settings.address(),
                gateway.port(),
                settings.apiKeys().size());
        if (!settings.inetAddress().isLoopbackAddress()) {
            log.warn(
                    "keys and events travel in clear: address={}; put a server that ends TLS in front",
                    settings.address());
        }
        return gateway;
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** Takes no more requests, lets those under way finish for as long as the settings grant, and stops. */
    @Override
    public void close() {
        if (context.isActive()) {
            AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
            context.close();
            log.info("gateway closed: port={}", port);
        }
    }

    // Asked before anything is built, for whoever then tries another port; the server may still lose a race for it.
    private static void checkPort(GatewaySettings settings) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(settings.inetAddress(), settings.port()));
        } catch (IOException e) {
            throw notStarted(settings, e);
        }
    }

    private static GatewayNotStarted notStarted(GatewaySettings settings, Exception failure) {
        var address = settings.address();
        int port = settings.port();
        if (NestedExceptionUtils.getMostSpecificCause(failure) instanceof BindException bind
                && String.valueOf(bind.getMessage()).contains("in use")) {
            return new PortTaken(address, port, failure);
        }
        var cause = NestedExceptionUtils.getMostSpecificCause(failure).getMessage();
        return new GatewayNotStarted(
                "the gateway cannot listen on " + address + " port " + port + ": " + cause, failure);
    }
}
