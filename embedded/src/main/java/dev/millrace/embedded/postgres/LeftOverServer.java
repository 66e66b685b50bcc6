package dev.millrace.embedded.postgres;

import dev.millrace.embedded.FolderUnusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that outlived the program it belonged to. Only for the owner of the folder's claim. */
final class LeftOverServer {
    private static final Logger LOG = LoggerFactory.getLogger(LeftOverServer.class);

    private LeftOverServer() {}

    /** Ends it, if there is one, and returns its process id. */
    static OptionalLong stop(Path data) {
        try {
            var named = Postmaster.namedIn(data);
            if (named.isEmpty()) {
                return OptionalLong.empty();
            }
            var postmaster = named.get();
            if (!postmaster.isAtWork()) {
                // The number may be another program's by now, for which PostgreSQL would take it and refuse to start.
                Files.delete(Postmaster.file(data));
                return OptionalLong.empty();
            }
            LOG.info("ends a PostgreSQL that a killed program left over pid={} folder={}", postmaster.pid(), data);
            PostmasterStop.stop(postmaster);
            return OptionalLong.of(postmaster.pid());
        } catch (IOException e) {
            throw new FolderUnusable(data, e);
        }
    }
}
