package dev.millrace.embedded.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A folder that no other account can look into: what is in it may be anyone's personal data. */
public final class PrivateFolder {
    private PrivateFolder() {}

    /** Makes the folder, and those above it, if absent; one that is there keeps its permissions. */
    public static Path make(Path folder) throws IOException {
        var absolute = folder.toAbsolutePath();
        if (!Files.isDirectory(absolute)) {
            var parent = absolute.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectories(
                    absolute, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        return absolute;
    }
}
