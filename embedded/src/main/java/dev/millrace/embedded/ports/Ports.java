package dev.millrace.embedded.ports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.Optional;

/** Which TCP ports of the loopback address can be listened on. What is free now may be taken at once by others. */
public final class Ports {
    private static final InetAddress IPV4 = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress IPV6 = InetAddress.ofLiteral("::1");

    private Ports() {}

    /** The wanted port if it is free, else another one that is; 0 wants any. */
    public static PortChoice choose(int wanted) {
        if (wanted == 0) {
            return new PortChoice(wanted, free(), Optional.empty());
        }
        return isFree(wanted)
                ? new PortChoice(wanted, wanted, Optional.empty())
                : new PortChoice(wanted, free(), holder(wanted));
    }

    /** A port that nobody listens on. */
    public static int free() {
        try (var socket = new ServerSocket(0, 1, IPV4)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on 127.0.0.1", e);
        }
    }

    /**
     * Whether a server can listen on the port at 127.0.0.1, and nobody does at ::1, where those who say "localhost" may
     * end up.
     */
    public static boolean isFree(int port) {
        return canListen(IPV4, port) && (canListen(IPV6, port) || !hasIpv6());
    }

    private static boolean hasIpv6() {
        return canListen(IPV6, 0);
    }

    private static boolean canListen(InetAddress address, int port) {
        try (var socket = new ServerSocket()) {
            // As servers do: a connection that was closed a moment ago is no obstacle.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port), 1);
            return true;
        } catch (SocketException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot find out about port " + port, e);
        }
    }

    /** Who listens on the port, as far as the system tells this account: "redis-server (process 812)". */
    public static Optional<String> holder(int port) {
        return PortHolder.of(port);
    }
}
