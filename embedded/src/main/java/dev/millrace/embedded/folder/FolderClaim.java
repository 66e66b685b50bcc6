package dev.millrace.embedded.folder;

import dev.millrace.embedded.FolderInUse;
import dev.millrace.embedded.FolderUnusable;
import dev.millrace.embedded.ForeignFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;

/**
 * The sole right to a server's folder, from {@link #take} to {@link #close} or to the end of this JVM, however that
 * comes: the operating system gives it up with the process. So whoever holds it knows that what else may have worked in
 * the folder is left over from an owner that is gone.
 */
public final class FolderClaim implements AutoCloseable {
    private static final String FORMAT = "format";
    private static final Set<String> OURS = Set.of(FORMAT, FORMAT + AtomicFile.UNFINISHED, FolderLock.NAME);

    private final Path folder;
    private final String id;
    private final FolderLock lock;

    private FolderClaim(Path folder, String id, FolderLock lock) {
        this.folder = folder;
        this.id = id;
        this.lock = lock;
    }

    /**
     * Takes the folder, which is made if absent, readable by this account alone.
     *
     * @throws FolderInUse    if it is taken already
     * @throws ForeignFolder  if it holds something else than this format can read; nothing in it is changed then
     * @throws FolderUnusable if this account cannot use it
     */
    public static FolderClaim take(Path folder, FolderFormat format) {
        try {
            var real = PrivateFolder.make(folder).toRealPath();
            refuseStrangers(real, format);
            var lock = FolderLock.take(real);
            try {
                return new FolderClaim(real, agree(real, format), lock);
            } catch (RuntimeException | IOException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new FolderUnusable(folder, e);
        }
    }

    /**
     * Removes the folder and all in it, if it was once taken, but nobody has it now.
     *
     * @throws FolderInUse if somebody has it
     */
    public static void removeAbandoned(Path folder) throws IOException {
        if (Files.exists(folder.resolve(FolderLock.NAME))) {
            try (var lock = FolderLock.take(folder.toRealPath())) {
                FolderTree.remove(lock.folder());
            }
        }
    }

    /** Whether somebody has the folder now. For a moment nobody else can take it while this is asked. */
    public static boolean isTaken(Path folder) throws IOException {
        if (!Files.exists(folder.resolve(FolderLock.NAME))) {
            return false;
        }
        try {
            FolderLock.take(folder.toRealPath()).close();
            return false;
        } catch (FolderInUse e) {
            return true;
        }
    }

    /** Whether the folder was once taken for this format, in whatever version. */
    public static boolean isOf(Path folder, FolderFormat format) throws IOException {
        var file = folder.resolve(FORMAT);
        if (!Files.exists(file)) {
            return false;
        }
        var found = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            found.load(reader);
        } catch (IllegalArgumentException e) {
            return false;
        }
        return format.server().equals(found.getProperty("server", ""));
    }

    private static void refuseStrangers(Path folder, FolderFormat format) throws IOException {
        if (Files.exists(folder.resolve(FORMAT))) {
            return;
        }
        try (var files = Files.list(folder)) {
            var stranger = files.map(file -> file.getFileName().toString())
                    .filter(name -> !OURS.contains(name))
                    .sorted()
                    .findFirst();
            if (stranger.isPresent()) {
                throw new ForeignFolder(
                        folder,
                        "holds files that are not " + format.server() + "'s, such as " + stranger.get(),
                        "Choose another data folder, or empty this one.");
            }
        }
    }

    private static String agree(Path folder, FolderFormat format) throws IOException {
        var file = folder.resolve(FORMAT);
        if (!Files.exists(file)) {
            var id = UUID.randomUUID().toString();
            AtomicFile.write(file, format.describe(id));
            return id;
        }
        var found = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            found.load(reader);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is damaged", e);
        }
        var objection = format.objection(found);
        if (objection != null) {
            throw new ForeignFolder(
                    folder,
                    objection,
                    "Choose another data folder, or go on with this one in the version of the program that wrote it.");
        }
        var id = found.getProperty("id", "");
        if (!format.describe(id).equals(found)) {
            AtomicFile.write(file, format.describe(id));
        }
        return id;
    }

    /** The folder, without symbolic links in its path. */
    public Path folder() {
        return folder;
    }

    /** What tells this folder's data from all others; given when it was first taken. */
    public String id() {
        return id;
    }

    @Override
    public void close() {
        lock.close();
    }
}
