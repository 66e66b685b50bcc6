package dev.millrace.app.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When a process began, which tells it from a later one with the same id. On Linux this is counted in ticks since the
 * machine was started, as the system keeps it (proc(5), field 22 of {@code stat}): a time of day would move when the
 * clock is set, or when a virtual machine wakes up.
 */
final class ProcessBirth {
    private static final Logger log = LoggerFactory.getLogger(ProcessBirth.class);
    /** Counted from behind the name of the command, which may hold blanks. */
    private static final int START = 22 - 3;

    private ProcessBirth() {}

    /** When it began; empty where the system does not tell. */
    static Optional<String> of(ProcessHandle process) {
        var stat = Path.of("/proc", Long.toString(process.pid()), "stat");
        if (!Files.isReadable(stat)) {
            return process.info().startInstant().map(Instant::toString);
        }
        try {
            var text = Files.readString(stat);
            var fields =
                    List.of(text.substring(text.lastIndexOf(')') + 1).strip().split(" "));
            return fields.size() > START ? Optional.of("tick " + fields.get(START)) : Optional.empty();
        } catch (IOException e) {
            log.debug("A process ended while it was looked at: pid={}", process.pid(), e);
            return Optional.empty();
        }
    }
}
