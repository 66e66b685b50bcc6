package dev.millrace.embedded.postgres;

import java.nio.file.Path;

/** A program with one server, for tests that kill it: says its port when it is up, and ends when told by a byte. */
public final class PostgresMain {
    private PostgresMain() {}

    public static void main(String[] arguments) throws Exception {
        var begin = System.nanoTime();
        try (var server = EmbeddedPostgres.start(new PostgresSettings(Path.of(arguments[0]), 0, "shop"))) {
            System.out.println("up " + server.port());
            System.out.println("took " + (System.nanoTime() - begin) / 1_000_000 + " ms");
            System.in.read();
        }
    }
}
