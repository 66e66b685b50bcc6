package dev.millrace.app.instance;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A running program, as it tells of itself in its folder.
 *
 * @param pid       its process
 * @param startedAt when it was started
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

    /** The process of this id, if there is one; whether it is still the same, the folder's lock tells. */
    public Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    }
}
