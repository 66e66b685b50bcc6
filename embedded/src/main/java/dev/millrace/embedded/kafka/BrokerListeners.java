package dev.millrace.embedded.kafka;

import dev.millrace.embedded.PortTaken;
import dev.millrace.embedded.ServerFailed;
import dev.millrace.embedded.parts.Part;
import dev.millrace.embedded.ports.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The broker's two sockets on the loopback address: one for clients, one for its own controller. They are bound before
 * Kafka starts, so that a free port stays free until it is used and a taken one is known at once.
 */
final class BrokerListeners implements ServerSocketFactory, Part {
    static final String CLIENTS = "PLAINTEXT";
    static final String CONTROLLER = "CONTROLLER";
    private static final int BACKLOG = 128;

    private final ServerSocketChannel clients;
    private final ServerSocketChannel controller;

    private BrokerListeners(ServerSocketChannel clients, ServerSocketChannel controller) {
        this.clients = clients;
        this.controller = controller;
    }

    /** @param clientPort 0 for a free one */
    static BrokerListeners bind(int clientPort) {
        var clients = listen(clientPort);
        try {
            return new BrokerListeners(clients, listen(0));
        } catch (RuntimeException e) {
            close(clients);
            throw e;
        }
    }

    private static ServerSocketChannel listen(int port) {
        try {
            var channel = ServerSocketChannel.open();
            try {
                channel.configureBlocking(false);
                channel.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), BACKLOG);
                return channel;
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (BindException e) {
            throw new PortTaken("Kafka", port, Ports.holder(port));
        } catch (IOException e) {
            throw new ServerFailed("Kafka cannot listen on 127.0.0.1:" + port, e);
        }
    }

    int clientPort() {
        return clients.socket().getLocalPort();
    }

    int controllerPort() {
        return controller.socket().getLocalPort();
    }

    InetSocketAddress controllerAddress() {
        return (InetSocketAddress) controller.socket().getLocalSocketAddress();
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listenerName, InetSocketAddress address, int backlog, int receiveBufferSize) {
        return switch (listenerName) {
            case CLIENTS -> clients;
            case CONTROLLER -> controller;
            default -> throw new IllegalArgumentException("no socket was bound for listener " + listenerName);
        };
    }

    @Override
    public void close() {
        close(controller);
        close(clients);
    }

    private static void close(ServerSocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(channel + " could not be closed", e);
        }
    }
}
