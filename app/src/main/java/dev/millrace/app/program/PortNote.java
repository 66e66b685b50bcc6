package dev.millrace.app.program;

import dev.millrace.embedded.ports.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;

/**
 * The port a service takes: the wanted one if it is free, otherwise any.
 *
 * @param service which service
 * @param wanted  the port it should have
 * @param actual  the port it gets
 * @param holder  who has the wanted one, where that can be told
 */
public record PortNote(String service, int wanted, int actual, Optional<String> holder) {

    /** Chooses a port on loopback; {@code 0} means any. */
    static PortNote choose(String service, int wanted) {
        if (wanted == 0) {
            return new PortNote(service, 0, Ports.free(), Optional.empty());
        }
        return isFree(wanted)
                ? new PortNote(service, wanted, wanted, Optional.empty())
                : new PortNote(service, wanted, Ports.free(), Ports.holder(wanted));
    }

    /** Whether the service got another port than it wanted. */
    public boolean moved() {
        return wanted != 0 && wanted != actual;
    }

    /** What happened, for a person. */
    public String message() {
        return "Port %d for %s is taken%s; it is on port %d instead."
                .formatted(wanted, service, holder.map(by -> " by " + by).orElse(""), actual);
    }

    private static boolean isFree(int port) {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
