package dev.millrace.generator.file;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What keeps a file from being read at present; said once when it begins and once when it is over. Not thread-safe. */
final class Trouble {
    private static final Logger log = LoggerFactory.getLogger(Trouble.class);

    private @Nullable String present;

    Optional<String> present() {
        return Optional.ofNullable(present);
    }

    /** There is no file yet, which is no fault. */
    void waiting(String what) {
        if (!what.equals(present)) {
            log.info("{}", what);
        }
        present = what;
    }

    void met(UnreadableFile problem) {
        var message = String.valueOf(problem.getMessage());
        if (message.equals(present)) {
            log.debug("{}", message, problem);
        } else {
            log.warn("{}; it is tried again", message);
        }
        present = message;
    }

    void over() {
        if (present != null) {
            log.info("no longer so: {}", present);
        }
        present = null;
    }
}
