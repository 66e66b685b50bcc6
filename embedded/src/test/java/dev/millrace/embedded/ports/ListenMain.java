package dev.millrace.embedded.ports;

import java.net.InetAddress;
import java.net.ServerSocket;

/** A program that has a port. */
public final class ListenMain {
    private ListenMain() {}

    public static void main(String[] arguments) throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            System.out.println("up " + socket.getLocalPort());
            System.in.read();
        }
    }
}
