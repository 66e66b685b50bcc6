package dev.millrace.embedded.redis;

import java.nio.file.Path;

/** A program with one server, for tests that kill it: says its process and port when it is up. */
public final class RedisMain {
    private RedisMain() {}

    public static void main(String[] arguments) throws Exception {
        try (var server = EmbeddedRedis.start(new RedisSettings(Path.of(arguments[0]), 0))) {
            System.out.println("up " + server.port());
            System.in.read();
        }
    }
}
