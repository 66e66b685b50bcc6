package dev.millrace.embedded.postgres;

import dev.millrace.embedded.FolderUnusable;
import dev.millrace.embedded.folder.FolderClaim;
import dev.millrace.embedded.folder.FolderFormat;
import dev.millrace.embedded.folder.SecretFile;
import dev.millrace.embedded.folder.VersionRule;
import dev.millrace.embedded.parts.Part;
import java.io.IOException;
import java.nio.file.Path;

/** The folder a server works in: ours around it, PostgreSQL's own files in {@code data}. */
final class DataFolder implements Part {
    private static final int FORMAT = 1;

    private final FolderClaim claim;

    private DataFolder(FolderClaim claim) {
        this.claim = claim;
    }

    static DataFolder open(Path folder) {
        var format = new FolderFormat("PostgreSQL", FORMAT, PostgresArchive.version(), VersionRule.SAME_MAJOR);
        return new DataFolder(FolderClaim.take(folder, format));
    }

    Path root() {
        return claim.folder();
    }

    /** PostgreSQL's data directory. */
    Path data() {
        return root().resolve("data");
    }

    /** What the server says since its last start. */
    Path serverLog() {
        return root().resolve("server.log");
    }

    /** The password of {@link ServerAddress#USER}; made up if there is none yet. */
    String password() {
        try {
            return SecretFile.readOrMakeUp(root().resolve("password"));
        } catch (IOException e) {
            throw new FolderUnusable(root(), e);
        }
    }

    @Override
    public void close() {
        claim.close();
    }
}
