package dev.millrace.embedded.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeSet;

/** Writes a small file so that a crash leaves the old content or the new, never a part. */
final class AtomicFile {
    static final String UNFINISHED = ".unfinished";

    private AtomicFile() {}

    static void write(Path file, Properties content) throws IOException {
        var lines = new StringBuilder();
        for (var name : new TreeSet<>(content.stringPropertyNames())) {
            lines.append(name).append('=').append(content.getProperty(name)).append('\n');
        }
        var unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
        try (var channel = FileChannel.open(unfinished, CREATE, TRUNCATE_EXISTING, WRITE)) {
            channel.write(UTF_8.encode(lines.toString()));
            channel.force(true);
        }
        Files.move(unfinished, file, ATOMIC_MOVE);
    }
}
