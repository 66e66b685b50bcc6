package dev.millrace.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** HTTP by hand, for what no HTTP client would send. */
final class RawHttp {
    private RawHttp() {}

    /** Sends these bytes, each character one, and returns all that comes until the gateway closes the connection. */
    static String exchange(int port, String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The lines of a head, as HTTP wants them ended, and the empty one behind them. */
    static String head(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    /** Asks for a path by the given name of the gateway. */
    static String get(int port, String path, String host) throws IOException {
        return exchange(port, head("GET " + path + " HTTP/1.1", "Host: " + host, "Connection: close"));
    }
}
