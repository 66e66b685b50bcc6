package dev.millrace.embedded.postgres;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * Where an embedded PostgreSQL keeps its data and where it listens.
 *
 * @param folder   made if absent; what an earlier server left there is gone on with
 * @param port     on 127.0.0.1; 0 takes a free one
 * @param database made if absent; {@link EmbeddedPostgres#jdbcUrl()} points to it
 */
public record PostgresSettings(Path folder, int port, String database) {
    public PostgresSettings {
        requireNonNull(folder, "folder");
        requireNonNull(database, "database");
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port: must be between 0 and 65535, was " + port);
        }
        if (!database.matches("[a-z_][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("database: must be a lower-case name of letters, digits and"
                    + " underscores, at most 63 long, was \"" + database + "\"");
        }
    }
}
