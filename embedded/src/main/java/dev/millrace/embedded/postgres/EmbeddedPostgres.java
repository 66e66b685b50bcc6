package dev.millrace.embedded.postgres;

import dev.millrace.embedded.FolderInUse;
import dev.millrace.embedded.FolderUnusable;
import dev.millrace.embedded.ForeignFolder;
import dev.millrace.embedded.PortTaken;
import dev.millrace.embedded.ServerFailed;
import dev.millrace.embedded.parts.OpenParts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * A real PostgreSQL server, in processes of its own beside this JVM, that listens on 127.0.0.1 only. What is committed
 * is on the disk: nothing is traded for speed.
 *
 * <p>Its data stays in the folder, and the next start there goes on with it. If this JVM ends without {@link #close},
 * even by SIGKILL, a small guard process ends the server in order; should that be killed too, the next start on the
 * folder finds the server that was left over, and ends it first. Ctrl-C in a terminal does not reach the server, so a
 * program can finish its work with it.
 *
 * <p>The server has one user with a password, made up when the folder is first used and kept there in the file
 * {@code password}, which only this account can read: other accounts of the machine reach the port, but not the data.
 *
 * <p>PostgreSQL does not run as root. Where this program does, the server runs in a user namespace that takes the rights
 * away, or, where the system allows none, as the account "nobody".
 *
 * <p>Safe for use by several threads.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private final OpenParts parts;
    private final ServerAddress address;
    private final String database;

    private EmbeddedPostgres(OpenParts parts, ServerAddress address, String database) {
        this.parts = parts;
        this.address = address;
        this.database = database;
    }

    /**
     * Starts a server, and returns when it takes connections to the database.
     *
     * @throws FolderInUse    if another program works in the folder
     * @throws ForeignFolder  if the folder holds something else, or data of another major version
     * @throws FolderUnusable if this account cannot use the folder
     * @throws PortTaken      if the port is another program's
     * @throws ServerFailed   if PostgreSQL itself gives up
     */
    public static EmbeddedPostgres start(PostgresSettings settings) {
        return start(settings, ServerAccount.choose());
    }

    static EmbeddedPostgres start(PostgresSettings settings, ServerAccount account) {
        var parts = new OpenParts();
        try {
            var folder = parts.add(DataFolder.open(settings.folder()));
            LeftOverServer.stop(folder.data());
            account.openTheWayTo(folder.root());
            var programs = PostgresPrograms.of(folder, account);
            ClusterLayout.ensure(folder, programs);
            var server = parts.add(RunningServer.start(folder, programs, settings.port()));
            var address = new ServerAddress(server.port(), folder.password());
            address.createDatabase(settings.database());
            return new EmbeddedPostgres(parts, address, settings.database());
        } catch (RuntimeException e) {
            throw parts.closeAfter(e);
        }
    }

    /**
     * Ends the server that a killed program may have left over in the folder, without starting one. For whoever wants
     * to know if a port is free before: the one that server holds is as good as free.
     *
     * @return the process id of the server that was ended, if there was one
     * @throws FolderInUse if its program is not gone, but at work
     */
    public static OptionalLong stopLeftOver(Path folder) {
        if (!Files.exists(folder)) {
            return OptionalLong.empty();
        }
        try (var claimed = DataFolder.open(folder)) {
            return LeftOverServer.stop(claimed.data());
        }
    }

    /** The database that the settings name, without user and password. */
    public String jdbcUrl() {
        return address.jdbcUrl(database);
    }

    /** Another database of this server, without user and password; it may not exist. */
    public String jdbcUrl(String otherDatabase) {
        return address.jdbcUrl(otherDatabase);
    }

    /** The server's user, who may do everything there. */
    public String user() {
        return ServerAddress.USER;
    }

    /** The user's password; a secret. */
    public String password() {
        return address.password();
    }

    /** The port it listens on. */
    public int port() {
        return address.port();
    }

    /**
     * Ends the server: whoever is connected is cut off, and what was committed is on the disk. Closing again does
     * nothing.
     *
     * @throws ServerFailed if it has not ended within a minute
     */
    @Override
    public void close() {
        parts.close();
    }
}
