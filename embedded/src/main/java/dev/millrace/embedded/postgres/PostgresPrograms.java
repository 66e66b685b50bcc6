package dev.millrace.embedded.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.embedded.FolderUnusable;
import dev.millrace.embedded.ServerFailed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL's programs, unpacked, and the account they run as.
 *
 * @param home with {@code bin}, {@code lib} and {@code share} in it
 */
record PostgresPrograms(Path home, ServerAccount account) {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresPrograms.class);

    /** Those of this account's cache, or, where that can't be used, the folder's own. */
    static PostgresPrograms of(DataFolder folder, ServerAccount account) {
        if (account.reachesHomeFolder()) {
            var cache = BinariesCache.ofThisAccount();
            try {
                return new PostgresPrograms(cache.home(), account);
            } catch (IOException e) {
                LOG.info(
                        "no cache for PostgreSQL's programs, they go to the data folder cache={} reason={}",
                        cache.folder(),
                        e.toString());
            }
        }
        var own = new BinariesCache(folder.root().resolve("binaries"));
        try {
            return new PostgresPrograms(own.home(), account);
        } catch (IOException e) {
            throw new FolderUnusable(own.folder(), e);
        }
    }

    /**
     * Runs one to its end.
     *
     * @throws ServerFailed with what it said, if it fails or takes too long
     */
    void run(Duration limit, String program, List<String> arguments) {
        run(limit, program, arguments, pid -> {});
    }

    /** The same, told the process's id as soon as there is one. */
    void run(Duration limit, String program, List<String> arguments, LongConsumer begun) {
        var command = new ArrayList<>(account.commandPrefix());
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        // What the caller's environment says of other servers is not meant for this one.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        try {
            var process = builder.start();
            begun.accept(process.pid());
            process.getOutputStream().close();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new ServerFailed("PostgreSQL's " + program + " did not end within " + limit);
            }
            // What it says is short enough to wait in the pipe.
            var said = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.exitValue() != 0) {
                throw new ServerFailed("PostgreSQL's " + program + " failed: " + said.strip());
            }
        } catch (IOException e) {
            throw new ServerFailed("PostgreSQL's " + program + " cannot be run from " + home, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailed("interrupted while PostgreSQL's " + program + " ran", e);
        }
    }
}
