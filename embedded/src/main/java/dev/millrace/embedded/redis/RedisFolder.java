package dev.millrace.embedded.redis;

import dev.millrace.embedded.FolderUnusable;
import dev.millrace.embedded.folder.FolderClaim;
import dev.millrace.embedded.folder.FolderFormat;
import dev.millrace.embedded.folder.PrivateFolder;
import dev.millrace.embedded.folder.SecretFile;
import dev.millrace.embedded.folder.VersionRule;
import dev.millrace.embedded.parts.Part;
import java.io.IOException;
import java.nio.file.Path;

/** The folder a server works in: ours around it, Redis's own files in {@code data}. */
final class RedisFolder implements Part {
    private static final int FORMAT = 1;

    private final FolderClaim claim;

    private RedisFolder(FolderClaim claim) {
        this.claim = claim;
    }

    static RedisFolder open(Path folder) {
        var format = new FolderFormat("Redis", FORMAT, RedisProgram.VERSION, VersionRule.NOT_NEWER);
        var claim = FolderClaim.take(folder, format);
        try {
            PrivateFolder.make(claim.folder().resolve("data"));
            return new RedisFolder(claim);
        } catch (IOException e) {
            claim.close();
            throw new FolderUnusable(folder, e);
        }
    }

    Path root() {
        return claim.folder();
    }

    /** Redis's working directory. */
    Path data() {
        return root().resolve("data");
    }

    /** Where the server writes its process id. */
    Path pidFile() {
        return data().resolve("redis.pid");
    }

    /** What the server says since its last start. */
    Path serverLog() {
        return root().resolve("server.log");
    }

    /** The password of the server; made up if there is none yet. */
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
