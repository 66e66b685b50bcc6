package dev.millrace.embedded.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.millrace.embedded.FolderUnusable;
import dev.millrace.embedded.ServerFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Redis's server program: the one that comes along on the class path or, where it does not run, the machine's own. */
record RedisProgram(String command) {
    /** What the data in a folder is written by, at most; any newer 6.2 reads it too. */
    static final String VERSION = "6.2";

    private static final Logger LOG = LoggerFactory.getLogger(RedisProgram.class);

    /** The first that runs here. */
    static RedisProgram find(Path folder) {
        for (var command : List.of(bundled(folder), "redis-server")) {
            if (!command.isEmpty() && runs(command)) {
                return new RedisProgram(command);
            }
        }
        throw new ServerFailed("The Redis that comes along does not run on this machine (" + platform()
                + "; on Linux it needs OpenSSL 3), and there is no redis-server on the PATH. Install one of them, or"
                + " name a Redis server of your own.");
    }

    /** Unpacked for all servers of this account, or, where that can't be, into the data folder; empty if there is none. */
    private static String bundled(Path folder) {
        var resource = resource();
        if (RedisProgram.class.getResource(resource) == null) {
            return "";
        }
        var cache = Path.of(System.getProperty("user.home", "/"), ".cache", "millrace");
        try {
            return unpacked(resource, cache);
        } catch (IOException e) {
            LOG.info(
                    "no cache for Redis's program, it goes to the data folder cache={} reason={}", cache, e.toString());
        }
        try {
            return unpacked(resource, folder);
        } catch (IOException e) {
            throw new FolderUnusable(folder, e);
        }
    }

    private static String unpacked(String resource, Path folder) throws IOException {
        var program = folder.resolve(resource.substring(1));
        if (!Files.isExecutable(program)) {
            Files.createDirectories(folder);
            // Unpacked aside and moved at once: a start that is killed amid it, or one beside it, spoils nothing.
            var unfinished = Files.createTempFile(folder, "redis-server.", ".unfinished");
            try (var archive = RedisProgram.class.getResourceAsStream(resource)) {
                if (archive == null) {
                    throw new IOException(resource + " is gone from the class path");
                }
                Files.copy(archive, unfinished, REPLACE_EXISTING);
                Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
                Files.move(unfinished, program, ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        }
        return program.toString();
    }

    private static String resource() {
        return "/redis-server-"
                + switch (platform()) {
                    case "linux-amd64" -> "6.2.6-v5-linux-amd64";
                    case "linux-aarch64" -> "6.2.7-linux-arm64";
                    case "mac-amd64", "mac-x86_64" -> "6.2.6-v5-darwin-amd64";
                    case "mac-aarch64" -> "6.2.6-v5-darwin-arm64";
                    default -> platform();
                };
    }

    private static String platform() {
        var system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return (system.startsWith("mac") ? "mac" : system) + "-" + System.getProperty("os.arch", "");
    }

    private static boolean runs(String command) {
        try {
            var process = new ProcessBuilder(command, "--version")
                    .redirectErrorStream(true)
                    .start();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            var said = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.exitValue() != 0) {
                LOG.info("a Redis does not run here program={} said={}", command, said.strip());
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            LOG.debug("a Redis does not run here program={}", command, e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailed("interrupted while Redis started", e);
        }
    }
}
