package dev.millrace.embedded.redis;

import dev.millrace.embedded.FolderInUse;
import dev.millrace.embedded.FolderUnusable;
import dev.millrace.embedded.ForeignFolder;
import dev.millrace.embedded.PortTaken;
import dev.millrace.embedded.ServerFailed;
import dev.millrace.embedded.parts.OpenParts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Redis server, in a process of its own beside this JVM, that listens on 127.0.0.1 only.
 *
 * <p>What is in it is saved to the folder at an orderly end, and the next start there goes on with it; a server that is
 * killed loses it. If this JVM ends without {@link #close}, even by SIGKILL, a small guard process ends the server in
 * order; should that be killed too, the next start on the folder finds the server that was left over, and ends it first.
 * Ctrl-C in a terminal does not reach the server.
 *
 * <p>The server has a password, made up when the folder is first used and kept there in the file {@code password}, which
 * only this account can read: who may command a Redis may make it write files as this account.
 *
 * <p>Safe for use by several threads.
 */
public final class EmbeddedRedis implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRedis.class);

    private final OpenParts parts;
    private final RunningRedis server;
    private final String password;

    private EmbeddedRedis(OpenParts parts, RunningRedis server, String password) {
        this.parts = parts;
        this.server = server;
        this.password = password;
    }

    /**
     * Starts a server, and returns when it takes commands.
     *
     * @throws FolderInUse    if another program works in the folder
     * @throws ForeignFolder  if the folder holds something else, or data of a newer version
     * @throws FolderUnusable if this account cannot use the folder
     * @throws PortTaken      if the port is another program's
     * @throws ServerFailed   if Redis itself gives up, or there is none that runs on this machine
     */
    public static EmbeddedRedis start(RedisSettings settings) {
        var parts = new OpenParts();
        try {
            var folder = parts.add(RedisFolder.open(settings.folder()));
            stopLeftOver(folder);
            var program = RedisProgram.find(folder.root());
            var server = parts.add(RunningRedis.start(folder, program, settings.port()));
            return new EmbeddedRedis(parts, server, folder.password());
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
        try (var claimed = RedisFolder.open(folder)) {
            return stopLeftOver(claimed);
        }
    }

    private static OptionalLong stopLeftOver(RedisFolder folder) {
        try {
            var named = RedisProcess.namedIn(folder).filter(RedisProcess::isAtWork);
            if (named.isEmpty()) {
                return OptionalLong.empty();
            }
            LOG.info(
                    "ends a Redis that a killed program left over pid={} folder={}",
                    named.get().pid(),
                    folder.root());
            named.get().stop();
            return OptionalLong.of(named.get().pid());
        } catch (IOException e) {
            throw new FolderUnusable(folder.root(), e);
        }
    }

    /** How clients reach it, with the password in it: a secret. */
    public URI uri() {
        return URI.create("redis://:" + password + "@127.0.0.1:" + port());
    }

    /** The password; a secret. */
    public String password() {
        return password;
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** The server's process. */
    public long pid() {
        return server.pid();
    }

    /**
     * Ends the server, which saves what is in it first. Closing again does nothing.
     *
     * @throws ServerFailed if it has not ended within a minute
     */
    @Override
    public void close() {
        parts.close();
    }
}
