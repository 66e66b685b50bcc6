package dev.millrace.app.instance;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A running program, as it tells of itself in its folder.
 *
 * @param pid       its process
 * @param birth     when that process began, in the words of {@link ProcessBirth}; null where the system does not tell
 * @param startedAt when it was started
 * @param name      the file's name
 * @param file      the file, absolute
 * @param needsFile whether its servers are reached only with what the file says of them
 * @param ready     whether everything is started
 * @param addresses where its services are: {@code gateway} (a URL), {@code kafka}, {@code postgresql}
 */
public record Instance(
        long pid,
        @Nullable String birth,
        Instant startedAt,
        String name,
        String file,
        @Nullable Boolean needsFile,
        boolean ready,
        Map<String, String> addresses) {
    public Instance {
        addresses = Map.copyOf(addresses);
    }

    /** This process, running a file. */
    public static Instance ofThisProcess(
            String name, String file, boolean needsFile, boolean ready, Map<String, String> addresses) {
        var process = ProcessHandle.current();
        return new Instance(
                process.pid(),
                ProcessBirth.of(process).orElse(null),
                process.info().startInstant().orElseGet(Instant::now),
                name,
                file,
                needsFile,
                ready,
                addresses);
    }

    /**
     * The process, if it still runs; another one that was given its id since is not it. Whether it still works on the
     * folder, the folder's lock tells.
     */
    public Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> birth == null
                        || ProcessBirth.of(process).map(birth::equals).orElse(true));
    }
}
