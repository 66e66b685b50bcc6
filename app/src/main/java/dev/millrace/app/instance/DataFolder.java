package dev.millrace.app.instance;

import dev.millrace.embedded.folder.FolderClaim;
import dev.millrace.embedded.folder.FolderFormat;
import dev.millrace.embedded.folder.VersionRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder a program keeps everything in.
 *
 * @param path the folder, absolute
 */
public record DataFolder(Path path) {
    private static final FolderFormat FORMAT = new FolderFormat("Millrace", 1, "1", VersionRule.NOT_NEWER);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Pattern IDENTITY = Pattern.compile("[0-9a-f-]{36}");

    public DataFolder {
        path = path.toAbsolutePath().normalize();
    }

    /** Kafka's log. */
    public Path kafka() {
        return path.resolve("kafka");
    }

    /** PostgreSQL's data. */
    public Path postgresql() {
        return path.resolve("postgresql");
    }

    /** Redis's data. */
    public Path redis() {
        return path.resolve("redis");
    }

    /** State of the pipelines. */
    public Path state() {
        return path.resolve("state");
    }

    /** Log lines. */
    public Path log() {
        return path.resolve("log").resolve("millrace.log");
    }

    /** What a detached program prints. */
    public Path output() {
        return path.resolve("log").resolve("output.log");
    }

    /**
     * Takes the folder for this program alone, until the claim is closed or the process ends, however that comes. Made
     * if absent.
     *
     * @throws dev.millrace.embedded.FolderInUse   if another program has it
     * @throws dev.millrace.embedded.ForeignFolder if it holds something else than Millrace's data; nothing is changed
     */
    public FolderClaim claim() {
        var claim = FolderClaim.take(path, FORMAT);
        try {
            Files.createDirectories(path.resolve("log"));
            return claim;
        } catch (IOException e) {
            claim.close();
            throw new UncheckedIOException("The folder " + path + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** A name for whoever works on this folder, the same over restarts and unlike that of any other folder. */
    public String identity() {
        var file = path.resolve("identity");
        try {
            if (Files.exists(file)) {
                var known = Files.readString(file).strip();
                if (IDENTITY.matcher(known).matches()) {
                    return known;
                }
            }
            var identity = UUID.randomUUID().toString();
            Files.writeString(file, identity + "\n");
            return identity;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read or write " + file + ": " + e.getMessage(), e);
        }
    }

    /** The program that last ran here, whether it still runs or not. */
    public Optional<Instance> instance() {
        try {
            return Files.exists(instanceFile())
                    ? Optional.of(JSON.readValue(Files.readAllBytes(instanceFile()), Instance.class))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + instanceFile() + ": " + e.getMessage(), e);
        } catch (JacksonException e) {
            // Cut short by a crash or a full disk; whoever runs will write it anew.
            return Optional.empty();
        }
    }

    /** The program that runs here now. */
    public Optional<Instance> running() {
        // The lock alone does not tell it: somebody who only asks holds it for a moment, and so does who comes next.
        return instance().filter(instance -> instance.process().isPresent() && isTaken());
    }

    private boolean isTaken() {
        try {
            return FolderClaim.isTaken(path);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot find out whether " + path + " is in use: " + e.getMessage(), e);
        }
    }

    /** Tells others on the machine of this program. */
    public void write(Instance instance) {
        var next = path.resolve("instance.json.next");
        try {
            Files.write(next, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(instance));
            try {
                Files.move(next, instanceFile(), StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(next, instanceFile(), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + instanceFile() + ": " + e.getMessage(), e);
        }
    }

    /** Takes the program's word back. */
    public void forget() {
        try {
            Files.deleteIfExists(instanceFile());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + instanceFile() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Deletes the folder and all that is in it, if it is Millrace's. Symbolic links are deleted, not followed.
     *
     * @return false if it is not, or not there: nothing is deleted then
     * @throws dev.millrace.embedded.FolderInUse if a program has it
     */
    public boolean wipe() {
        try {
            if (!FolderClaim.isOf(path, FORMAT)) {
                return false;
            }
            FolderClaim.removeAbandoned(path);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot wipe " + path + ": " + e.getMessage(), e);
        }
    }

    private Path instanceFile() {
        return path.resolve("instance.json");
    }
}
