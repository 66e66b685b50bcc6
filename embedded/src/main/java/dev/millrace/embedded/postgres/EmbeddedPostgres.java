package dev.millrace.embedded.postgres;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/** A real PostgreSQL server, a child of this JVM, on the loopback address only. Its data stays in the folder. */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final String USER = "postgres";

    private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;
    private final String database;

    private EmbeddedPostgres(io.zonky.test.db.postgres.embedded.EmbeddedPostgres server, String database) {
        this.server = server;
        this.database = database;
    }

    /** Starts a server and returns when it takes connections. */
    public static EmbeddedPostgres start(PostgresSettings settings) {
        try {
            var server = io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                    .setDataDirectory(settings.folder().resolve("data"))
                    .setOverrideWorkingDirectory(
                            settings.folder().resolve("binaries").toFile())
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(true)
                    .setPort(settings.port())
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("shared_buffers", "64MB")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
            createDatabase(server, settings.database());
            return new EmbeddedPostgres(server, settings.database());
        } catch (IOException | SQLException e) {
            throw new dev.millrace.embedded.ServerFailed("PostgreSQL in " + settings.folder() + " did not start", e);
        }
    }

    private static void createDatabase(io.zonky.test.db.postgres.embedded.EmbeddedPostgres server, String database)
            throws SQLException {
        try (var connection = server.getPostgresDatabase().getConnection();
                var query = connection.prepareStatement("select 1 from pg_database where datname = ?");
                var create = connection.createStatement()) {
            query.setString(1, database);
            try (var found = query.executeQuery()) {
                if (!found.next()) {
                    create.execute("create database \"" + database + "\"");
                }
            }
        }
    }

    /** The database the settings name, without user and password. */
    public String jdbcUrl() {
        return jdbcUrl(database);
    }

    /** Another database of this server. */
    public String jdbcUrl(String name) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + name;
    }

    /** The server's only user. */
    public String user() {
        return USER;
    }

    /** The user's password. */
    public String password() {
        return "millrace";
    }

    /** The port it listens on. */
    public int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new dev.millrace.embedded.ServerFailed("PostgreSQL did not stop", e);
        }
    }
}
