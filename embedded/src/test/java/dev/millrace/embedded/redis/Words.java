package dev.millrace.embedded.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;

/** Says commands to a server in plain text. */
record Words(int port, String password) {
    static Words to(EmbeddedRedis server) {
        return new Words(server.port(), server.password());
    }

    /** The first line of the answer; of a bulk string, the string. */
    String say(String command) throws IOException {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            socket.setSoTimeout(10_000);
            var login = password.isEmpty() ? "" : "AUTH " + password + "\r\n";
            socket.getOutputStream().write((login + command + "\r\n").getBytes(US_ASCII));
            var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            if (!login.isEmpty()) {
                answers.readLine();
            }
            var line = answers.readLine();
            return line != null && line.startsWith("$") && !line.equals("$-1") ? answers.readLine() : "" + line;
        }
    }
}
