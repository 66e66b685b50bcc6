package dev.millrace.embedded.postgres;

import dev.millrace.embedded.ServerFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The process at the head of a server, as it says of itself in its data directory.
 *
 * @param data    its data directory, without symbolic links in the path
 * @param started when, to the second
 */
record Postmaster(long pid, Path data, Instant started) {
    private static final String FILE = "postmaster.pid";
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);

    /** What the data directory says; the process may be long gone, and its number another's. */
    static Optional<Postmaster> namedIn(Path data) throws IOException {
        try {
            var lines = Files.readAllLines(file(data));
            return Optional.of(new Postmaster(
                    Long.parseLong(lines.get(0).strip()),
                    data,
                    Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new ServerFailed(
                    file(data) + " is damaged, so that nobody knows if a PostgreSQL still works in the folder. See that"
                            + " none does, remove that file, and start again.",
                    e);
        }
    }

    /** The file in which it says so. */
    static Path file(Path data) {
        return data.resolve(FILE);
    }

    /** Whether there is such a process now and it is indeed the postmaster of that data directory. */
    boolean isAtWork() {
        return ProcessHandle.of(pid).filter(this::isThis).isPresent();
    }

    private boolean isThis(ProcessHandle process) {
        // A postmaster works in its data directory. A dead one that nobody has waited for works nowhere.
        var workPlace = Path.of("/proc", Long.toString(pid), "cwd");
        try {
            return Files.readSymbolicLink(workPlace).equals(data);
        } catch (IOException e) {
            return Files.notExists(Path.of("/proc/self")) && looksLikeIt(process.info());
        }
    }

    /** Where the system has no /proc: by the program's name and the time it was started. */
    private boolean looksLikeIt(ProcessHandle.Info process) {
        var isPostgres = process.command()
                .filter(program -> program.endsWith("/postgres"))
                .isPresent();
        return isPostgres
                && process.startInstant()
                        .filter(start -> Duration.between(start, started).abs().compareTo(CLOCKS_DIFFER) < 0)
                        .isPresent();
    }
}
