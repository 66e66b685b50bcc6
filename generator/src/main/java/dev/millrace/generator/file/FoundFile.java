package dev.millrace.generator.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file as it was found at a path.
 *
 * @param path     where
 * @param key      the file system's identity of it; empty where it has none
 * @param modified when it was last written
 * @param size     in bytes
 * @param regular  whether it is a file, and not a directory, a pipe or the like
 * @param rotated  its name as that of a rotated file; null for the live one
 */
record FoundFile(
        Path path,
        String key,
        Instant modified,
        long size,
        boolean regular,
        @Nullable RotatedName rotated) {

    /** Looks at a path; null if there is nothing. */
    static @Nullable FoundFile at(Path path, @Nullable RotatedName rotated) throws IOException {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            var key = attributes.fileKey();
            return new FoundFile(
                    path,
                    key == null ? "" : key.toString(),
                    attributes.lastModifiedTime().toInstant(),
                    attributes.size(),
                    attributes.isRegularFile(),
                    rotated);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    Packing packing() {
        return rotated == null ? Packing.NONE : rotated.packing();
    }

    /** What its path was before it was compressed. */
    Path unpackedPath() {
        return path.resolveSibling(packing().unpacked(path.getFileName().toString()));
    }

    boolean isLive() {
        return rotated == null;
    }

    /** Whether it is the file of this identity, content aside. */
    boolean is(String otherKey) {
        return !key.isEmpty() && key.equals(otherKey);
    }
}
