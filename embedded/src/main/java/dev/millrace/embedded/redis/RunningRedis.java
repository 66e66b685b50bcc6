package dev.millrace.embedded.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.embedded.FolderUnusable;
import dev.millrace.embedded.PortTaken;
import dev.millrace.embedded.ServerFailed;
import dev.millrace.embedded.parts.Part;
import dev.millrace.embedded.parts.ServerGuard;
import dev.millrace.embedded.ports.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that takes connections. */
final class RunningRedis implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(RunningRedis.class);
    private static final Duration TIME_TO_START = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final int TRIES_FOR_A_FREE_PORT = 5;
    private static final int LINES_TOLD = 10;

    private final RedisFolder folder;
    private final RedisProcess process;
    private final ServerGuard guard;
    private final int port;

    private RunningRedis(RedisFolder folder, RedisProcess process, ServerGuard guard, int port) {
        this.folder = folder;
        this.process = process;
        this.guard = guard;
        this.port = port;
    }

    /** @param port 0 for a free one */
    static RunningRedis start(RedisFolder folder, RedisProgram program, int port) {
        try {
            if (port != 0) {
                return startAt(folder, program, port);
            }
            for (var tries = 1; ; tries++) {
                try {
                    return startAt(folder, program, Ports.free());
                } catch (PortTaken e) {
                    // A free port can be gone before the server has it.
                    if (tries == TRIES_FOR_A_FREE_PORT) {
                        throw e;
                    }
                }
            }
        } catch (IOException e) {
            throw new FolderUnusable(folder.root(), e);
        }
    }

    private static RunningRedis startAt(RedisFolder folder, RedisProgram program, int port) throws IOException {
        if (!Ports.isFree(port)) {
            throw new PortTaken("Redis", port, Ports.holder(port));
        }
        Files.deleteIfExists(folder.serverLog());
        Files.deleteIfExists(folder.pidFile());
        var guard = ServerGuard.of("redis", folder.pidFile(), "TERM");
        try {
            launch(program, RedisConfig.write(folder, port).toString(), guard);
            var process = awaitReady(folder, port);
            guard.started(process.pid());
            return new RunningRedis(folder, process, guard, port);
        } catch (InterruptedException e) {
            guard.close();
            Thread.currentThread().interrupt();
            throw new ServerFailed("interrupted while Redis started", e);
        } catch (RuntimeException | IOException e) {
            guard.close();
            throw e;
        }
    }

    /** The program leaves a server behind, in a session of its own, and ends. */
    private static void launch(RedisProgram program, String config, ServerGuard guard)
            throws IOException, InterruptedException {
        var launcher = new ProcessBuilder(program.command(), config)
                .redirectErrorStream(true)
                .start();
        guard.launched(launcher.pid());
        launcher.getOutputStream().close();
        if (!launcher.waitFor(TIME_TO_START.toMillis(), TimeUnit.MILLISECONDS)) {
            launcher.destroyForcibly();
            throw new ServerFailed("Redis did not start within " + TIME_TO_START.toSeconds() + " seconds");
        }
        if (launcher.exitValue() != 0) {
            throw new ServerFailed("Redis did not start. It said:\n"
                    + new String(launcher.getInputStream().readAllBytes(), UTF_8).strip());
        }
    }

    private static RedisProcess awaitReady(RedisFolder folder, int port) throws IOException, InterruptedException {
        var knock = new RedisKnock(port, folder.password());
        var deadline = System.nanoTime() + TIME_TO_START.toNanos();
        while (System.nanoTime() < deadline) {
            var process = RedisProcess.namedIn(folder);
            if (process.isPresent() && knock.isAnswered()) {
                return process.get();
            }
            var words = lastWords(folder);
            if (words.contains("Could not create server TCP listening socket")) {
                throw new PortTaken("Redis", port, Ports.holder(port));
            }
            if (process.isPresent() && !process.get().isAtWork()) {
                throw new ServerFailed("Redis in " + folder.root() + " did not start. It said:\n" + words);
            }
            // It is no child of this JVM, which so has nothing to wait on.
            Thread.sleep(PAUSE);
        }
        RedisProcess.namedIn(folder).ifPresent(RedisProcess::stop);
        throw new ServerFailed("Redis in " + folder.root() + " was not ready within " + TIME_TO_START.toSeconds()
                + " seconds. It said:\n" + lastWords(folder));
    }

    private static String lastWords(RedisFolder folder) throws IOException {
        if (Files.notExists(folder.serverLog())) {
            return "nothing";
        }
        var lines = Files.readAllLines(folder.serverLog());
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size()));
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        if (!process.isAtWork()) {
            LOG.warn("Redis had ended before it was told to pid={} log={}", process.pid(), folder.serverLog());
        }
        process.stop();
        guard.close();
    }
}
