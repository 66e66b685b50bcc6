package dev.millrace.generator.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A program that writes numbered lines, in pieces that split lines and characters, and whose log is rotated.
 * Remembers what a reader is to get.
 */
final class NumberedLog implements AutoCloseable {
    static final int MAX_LINE = 300;

    private final Path live;
    private final Rotation rotation;
    private final RandomGenerator random;
    private final List<String> expected = new ArrayList<>();
    private OutputStream out;
    private byte[] unwritten = new byte[0];
    private int written;
    private int dates;

    NumberedLog(Path live, RandomGenerator random) throws IOException {
        this.live = live;
        this.rotation = new Rotation(live);
        this.random = random;
        this.out = open();
    }

    /** The lines a reader is to get, too long ones as {@link Lines} keeps them. */
    List<String> expected() {
        return expected;
    }

    /** Writes a few bytes more, the rest of a line, or of several. */
    void write() throws IOException {
        if (written == unwritten.length) {
            unwritten = lines();
            written = 0;
        }
        int length = random.nextInt(1, unwritten.length - written + 1);
        out.write(unwritten, written, length);
        written += length;
    }

    /** Writes what is left of the line that was begun. */
    void finishLine() throws IOException {
        out.write(unwritten, written, unwritten.length - written);
        written = unwritten.length;
    }

    /** Rotates by renaming; the program goes on in the old file for a while, and ends there with a whole line. */
    void rename(boolean dated) throws IOException {
        if (dated) {
            rotation.rename("2026%04d".formatted(++dates));
        } else {
            rotation.rename();
        }
        boolean created = random.nextBoolean();
        if (created) {
            Files.createFile(live);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            write();
        }
        finishLine();
        out.close();
        Rotation.awaitClockTick(live.getParent());
        out = open();
    }

    /** Rotates by copying and cutting, between two lines. */
    void copyAndCut() throws IOException {
        finishLine();
        rotation.copyAndCut();
    }

    /** Compresses one of the rotated files. */
    void compress() throws IOException {
        for (int number = 2; number < 10; number++) {
            var file = live.resolveSibling(live.getFileName() + "." + number);
            if (Files.exists(file)) {
                Rotation.compress(file);
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private OutputStream open() throws IOException {
        return Files.newOutputStream(live, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private byte[] lines() {
        var text = new StringBuilder();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            var line = "%d é☃😀 %s"
                    .formatted(expected.size(), "x".repeat(random.nextInt(8) == 0 ? 400 : random.nextInt(60)));
            var bytes = line.getBytes(StandardCharsets.UTF_8);
            text.append(line).append(random.nextInt(4) == 0 ? "\r\n" : "\n").append("\n".repeat(random.nextInt(8) / 7));
            expected.add(
                    bytes.length <= MAX_LINE
                            ? line
                            : new String(bytes, 0, MAX_LINE, StandardCharsets.ISO_8859_1) + "…" + bytes.length);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
