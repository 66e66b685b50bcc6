package dev.millrace.generator.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;

/** A file that lines were to be read from, and cannot be; the message says why and what to do. */
public final class UnreadableFile extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableFile(Path path, String problem) {
        super("cannot read " + path + ": " + problem);
    }

    private UnreadableFile(Path path, String problem, IOException cause) {
        super("cannot read " + path + ": " + problem, cause);
    }

    static UnreadableFile of(Path path, IOException cause) {
        if (cause instanceof UnreadableFile unreadable) {
            return unreadable;
        }
        if (cause instanceof AccessDeniedException denied) {
            return new UnreadableFile(
                    path,
                    "permission denied for " + denied.getFile() + "; let the user " + System.getProperty("user.name")
                            + " read it",
                    cause);
        }
        return new UnreadableFile(path, cause.toString(), cause);
    }
}
