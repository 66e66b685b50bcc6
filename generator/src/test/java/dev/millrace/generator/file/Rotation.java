package dev.millrace.generator.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.zip.GZIPOutputStream;

/** Rotates a log as logrotate does. */
record Rotation(Path live) {
    /** Renames the live file to {@code .1}, and those before it one further; leaves no live file. */
    void rename() throws IOException {
        shift();
        Files.move(live, numbered(1, ""));
        awaitClockTick(live.getParent());
    }

    /** Renames the live file to one with a date. */
    void rename(String date) throws IOException {
        Files.move(live, live.resolveSibling(live.getFileName() + "-" + date));
        awaitClockTick(live.getParent());
    }

    /** Copies the live file to {@code .1} and cuts it to nothing. */
    void copyAndCut() throws IOException {
        shift();
        Files.copy(live, numbered(1, ""));
        try (var channel = FileChannel.open(live, StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
        awaitClockTick(live.getParent());
    }

    /** Compresses a file the way gzip does: the new one grows beside it, gets its time, then the old one goes. */
    static void compress(Path path) throws IOException {
        var packed = path.resolveSibling(path.getFileName() + ".gz");
        var modified = Files.getLastModifiedTime(path);
        try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(path, out);
        }
        Files.setLastModifiedTime(packed, modified);
        Files.delete(path);
    }

    /** Waits until the file system's clock has gone on, so that what is written now is seen to be newer. */
    static void awaitClockTick(Path folder) throws IOException {
        var probe = folder.resolve("clock-probe");
        FileTime first = null;
        FileTime now = null;
        while (first == null || first.equals(now)) {
            Files.write(probe, new byte[] {1});
            now = Files.getLastModifiedTime(probe);
            first = first == null ? now : first;
        }
        Files.delete(probe);
    }

    private void shift() throws IOException {
        int last = 0;
        while (Files.exists(numbered(last + 1, "")) || Files.exists(numbered(last + 1, ".gz"))) {
            last++;
        }
        for (int number = last; number >= 1; number--) {
            var extension = Files.exists(numbered(number, "")) ? "" : ".gz";
            Files.move(numbered(number, extension), numbered(number + 1, extension));
        }
    }

    private Path numbered(int number, String extension) {
        return live.resolveSibling(live.getFileName() + "." + number + extension);
    }
}
