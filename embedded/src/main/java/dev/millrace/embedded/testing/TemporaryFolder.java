package dev.millrace.embedded.testing;

import dev.millrace.embedded.EmbeddedServerException;
import dev.millrace.embedded.folder.FolderClaim;
import dev.millrace.embedded.folder.FolderTree;
import dev.millrace.embedded.parts.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder for a server that lives as long as this JVM. */
record TemporaryFolder(Path path) implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(TemporaryFolder.class);

    /** Younger ones may be just about to be taken. */
    private static final Duration OLD = Duration.ofMinutes(10);

    static TemporaryFolder make(String prefix) {
        try {
            return new TemporaryFolder(Files.createTempDirectory(prefix));
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder", e);
        }
    }

    /**
     * Removes the folders that killed JVMs left behind.
     *
     * @param first what is to be done with each before
     */
    static void removeAbandoned(String prefix, Consumer<Path> first) {
        for (var folder : named(prefix)) {
            try {
                if (Files.getLastModifiedTime(folder)
                        .toInstant()
                        .isBefore(Instant.now().minus(OLD))) {
                    first.accept(folder);
                    FolderClaim.removeAbandoned(folder);
                }
            } catch (IOException | EmbeddedServerException e) {
                // Still at work, another account's, or being removed by another JVM.
                LOG.debug("left alone folder={}", folder, e);
            }
        }
    }

    private static List<Path> named(String prefix) {
        var parent = Path.of(System.getProperty("java.io.tmpdir"));
        try (var folders = Files.list(parent)) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith(prefix))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(parent + " cannot be read", e);
        }
    }

    @Override
    public void close() {
        try {
            FolderTree.remove(path);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " could not be removed", e);
        }
    }
}
