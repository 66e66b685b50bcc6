package dev.millrace.app.instance;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A running program, as it tells of itself in its folder.
 *
 * @param pid       its process
 * @param startedAt when that process was started: a process id alone may have been given to another since
 * @param name      the file's name
 * @param file      the file, absolute
 * @param ready     whether everything is started
 * @param addresses where its services are: {@code gateway} (a URL), {@code kafka}, {@code postgresql}
 */
public record Instance(
        long pid, Instant startedAt, String name, String file, boolean ready, Map<String, String> addresses) {
    public Instance {
        addresses = Map.copyOf(addresses);
    }

    /** The process, if it still runs. */
    public Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::startedThen);
    }

    private boolean startedThen(ProcessHandle handle) {
        // The system's clock tick is coarse, and the file is written a moment after the start.
        return handle.info()
                .startInstant()
                .map(start -> Math.abs(start.toEpochMilli() - startedAt.toEpochMilli()) < 5_000)
                .orElse(true);
    }
}
