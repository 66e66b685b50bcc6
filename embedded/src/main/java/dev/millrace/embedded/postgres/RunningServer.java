package dev.millrace.embedded.postgres;

import dev.millrace.embedded.FolderUnusable;
import dev.millrace.embedded.PortTaken;
import dev.millrace.embedded.ServerFailed;
import dev.millrace.embedded.parts.Part;
import dev.millrace.embedded.parts.ServerGuard;
import dev.millrace.embedded.ports.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that takes connections. */
final class RunningServer implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(RunningServer.class);
    private static final Duration TIME_TO_RECOVER = Duration.ofMinutes(10);
    private static final int TRIES_FOR_A_FREE_PORT = 5;
    private static final int LINES_TOLD = 20;

    private final DataFolder folder;
    private final Postmaster postmaster;
    private final ServerGuard guard;
    private final int port;

    private RunningServer(DataFolder folder, Postmaster postmaster, ServerGuard guard, int port) {
        this.folder = folder;
        this.postmaster = postmaster;
        this.guard = guard;
        this.port = port;
    }

    /** @param port 0 for a free one */
    static RunningServer start(DataFolder folder, PostgresPrograms programs, int port) {
        try {
            if (port != 0) {
                return startAt(folder, programs, port);
            }
            for (var tries = 1; ; tries++) {
                try {
                    return startAt(folder, programs, Ports.free());
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

    private static RunningServer startAt(DataFolder folder, PostgresPrograms programs, int port) throws IOException {
        if (!Ports.isFree(port)) {
            throw new PortTaken("PostgreSQL", port, Ports.holder(port));
        }
        ServerConfig.write(folder.data(), port);
        Files.deleteIfExists(folder.serverLog());
        Files.createFile(folder.serverLog());
        programs.account().give(folder.serverLog());
        var guard = ServerGuard.of("postgres", Postmaster.file(folder.data()), "INT");
        try {
            // pg_ctl starts the server in a session of its own, where Ctrl-C of a terminal does not reach it.
            programs.run(
                    TIME_TO_RECOVER.plusSeconds(10),
                    "pg_ctl",
                    List.of(
                            "start",
                            "--pgdata=" + folder.data(),
                            "--log=" + folder.serverLog(),
                            "--wait",
                            "--timeout=" + TIME_TO_RECOVER.toSeconds()),
                    guard::launched);
        } catch (ServerFailed e) {
            guard.close();
            throw explained(e, folder, programs, port);
        }
        var postmaster = Postmaster.namedIn(folder.data());
        if (postmaster.isEmpty()) {
            guard.close();
            throw new ServerFailed("PostgreSQL ended right after its start." + lastWords(folder));
        }
        guard.started(postmaster.get().pid());
        return new RunningServer(folder, postmaster.get(), guard, port);
    }

    private static RuntimeException explained(ServerFailed e, DataFolder folder, PostgresPrograms programs, int port) {
        var words = lastWords(folder);
        if (words.contains("could not bind IPv4 address")) {
            return new PortTaken("PostgreSQL", port, Ports.holder(port));
        }
        return new ServerFailed(
                "PostgreSQL in " + folder.data() + " did not start." + words + "\nIf its programs are damaged, remove "
                        + programs.home() + ": they are unpacked anew then.",
                e);
    }

    private static String lastWords(DataFolder folder) {
        try {
            var lines = Files.readAllLines(folder.serverLog());
            var last = lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size());
            return " It said:\n" + String.join("\n", last);
        } catch (IOException e) {
            return " What it said cannot be read: " + e;
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        if (!postmaster.isAtWork()) {
            LOG.warn("PostgreSQL had ended before it was told to pid={} log={}", postmaster.pid(), folder.serverLog());
        }
        PostmasterStop.stop(postmaster);
        guard.close();
    }
}
