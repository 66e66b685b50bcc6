package dev.millrace.embedded.postgres;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import dev.millrace.embedded.folder.FolderTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A folder where PostgreSQL's programs are unpacked once and then stay, for whoever starts a server. */
record BinariesCache(Path folder) {

    /** The one that all servers of this account share. */
    static BinariesCache ofThisAccount() {
        return new BinariesCache(Path.of(System.getProperty("user.home", "/"), ".cache", "millrace"));
    }

    /** Where the programs are, with {@code bin}, {@code lib} and {@code share} in it; unpacked if they aren't yet. */
    Path home() throws IOException {
        var name = "postgresql-" + PostgresArchive.version() + "-" + PostgresArchive.platform();
        var home = folder.resolve(name);
        if (Files.isDirectory(home)) {
            return home;
        }
        Files.createDirectories(folder);
        // Unpacked aside and moved at once: a start that is killed amid it, or one beside it, spoils nothing.
        var unfinished = Files.createTempDirectory(folder, name + ".unfinished-");
        try {
            PostgresArchive.unpack(unfinished);
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(unfinished, home, ATOMIC_MOVE);
        } catch (IOException e) {
            // Another start may have been quicker.
            if (!Files.isDirectory(home)) {
                throw e;
            }
        } finally {
            FolderTree.remove(unfinished);
        }
        return home;
    }
}
