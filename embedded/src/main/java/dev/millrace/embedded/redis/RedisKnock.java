package dev.millrace.embedded.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** Asks a server whether it is ready, in the few words of its protocol that this takes. */
record RedisKnock(int port, String password) {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int PATIENCE = (int) Duration.ofSeconds(2).toMillis();

    /** Whether it lets us in and answers; not while it still loads its data. */
    boolean isAnswered() {
        try (var socket = new Socket()) {
            socket.setSoTimeout(PATIENCE);
            socket.connect(new InetSocketAddress(LOOPBACK, port), PATIENCE);
            socket.getOutputStream().write(("AUTH " + password + "\r\nPING\r\n").getBytes(US_ASCII));
            var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            return "+OK".equals(answers.readLine()) && "+PONG".equals(answers.readLine());
        } catch (IOException e) {
            // Nobody there yet.
            return false;
        }
    }
}
