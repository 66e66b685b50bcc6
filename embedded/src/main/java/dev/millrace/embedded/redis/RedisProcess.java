package dev.millrace.embedded.redis;

import dev.millrace.embedded.ServerFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The process of a server, as its pid file says.
 *
 * @param data its working directory, without symbolic links in the path
 */
record RedisProcess(long pid, Path data) {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** What the pid file says; the process may be long gone, and its number another's. */
    static Optional<RedisProcess> namedIn(RedisFolder folder) throws IOException {
        try {
            var written = Files.readString(folder.pidFile()).strip();
            // It is made before it is written.
            return written.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new RedisProcess(Long.parseLong(written), folder.data()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (NumberFormatException e) {
            throw new IOException(folder.pidFile() + " is damaged", e);
        }
    }

    /** Whether there is such a process now and it is indeed the server of that folder. */
    boolean isAtWork() {
        return ProcessHandle.of(pid).filter(this::isThis).isPresent();
    }

    private boolean isThis(ProcessHandle process) {
        // Redis works in its data directory. A dead one that nobody has waited for works nowhere.
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd"))
                    .equals(data);
        } catch (IOException e) {
            return Files.notExists(Path.of("/proc/self"))
                    && process.info()
                            .command()
                            .filter(command -> command.contains("redis-server"))
                            .isPresent();
        }
    }

    /** Ends it in order, so that its data is saved; by force if it takes too long. Returns when it is gone. */
    void stop() {
        if (!ended(false) && !ended(true)) {
            throw new ServerFailed(
                    "Redis (process " + pid + ") in " + data + " does not end. End it by hand: kill -9 " + pid);
        }
    }

    private boolean ended(boolean byForce) {
        var process = ProcessHandle.of(pid).filter(this::isThis);
        if (process.isEmpty()) {
            return true;
        }
        var told = byForce ? process.get().destroyForcibly() : process.get().destroy();
        if (!told) {
            return !isAtWork();
        }
        try {
            process.get().onExit().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return !isAtWork();
        } catch (ExecutionException e) {
            throw new ServerFailed("the end of Redis (process " + pid + ") cannot be waited for", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailed("interrupted while Redis ended", e);
        }
    }
}
