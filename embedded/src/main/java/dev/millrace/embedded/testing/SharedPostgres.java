package dev.millrace.embedded.testing;

import dev.millrace.embedded.parts.OpenParts;
import dev.millrace.embedded.postgres.EmbeddedPostgres;
import dev.millrace.embedded.postgres.PostgresSettings;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One PostgreSQL server for all tests of a JVM, started when first asked for, gone with its folder when the JVM ends.
 * Tests share it, so each makes a database of its own. Safe for use by several threads.
 */
public final class SharedPostgres {
    private static final String FOLDERS = "millrace-postgres-";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private SharedPostgres() {}

    private static final class Holder {
        static final EmbeddedPostgres SERVER = start();

        static EmbeddedPostgres start() {
            TemporaryFolder.removeAbandoned(FOLDERS, EmbeddedPostgres::stopLeftOver);
            var parts = new OpenParts();
            var folder = parts.add(TemporaryFolder.make(FOLDERS));
            var server = EmbeddedPostgres.start(new PostgresSettings(folder.path(), 0, "millrace"));
            parts.add(server::close);
            Runtime.getRuntime()
                    .addShutdownHook(
                            Thread.ofPlatform().name("shared-postgres-end").unstarted(parts::close));
            return server;
        }
    }

    /** Makes an empty database that no other test has. */
    public static TestDatabase newDatabase() {
        var server = Holder.SERVER;
        var name = "test_" + DATABASES.incrementAndGet();
        try (var connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("database " + name + " could not be made", e);
        }
        return new TestDatabase(server.jdbcUrl(name), server.user(), server.password());
    }
}
