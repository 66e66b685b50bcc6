package dev.millrace.generator.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The content of a file that was compressed when it was rotated; offsets count the bytes before compression. */
final class GzipContent implements Content {
    private static final int BUFFER = 64 * 1024;

    private final Path path;
    private final InputStream stream;
    private @Nullable IOException damage;

    /** Opens it; what lies before {@code offset} has to be decompressed first, which takes a second for some 300 MB. */
    GzipContent(Path path, long offset) throws IOException {
        this.path = path;
        this.stream = open(path);
        try {
            skip(offset);
        } catch (EOFException | ZipException e) {
            // As if it had been met on reading: what is damaged ends there, and does not keep others from being read.
            damage = e;
        } catch (IOException e) {
            stream.close();
            throw e;
        }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (damage != null) {
            throw damage;
        }
        return stream.read(into, offset, length);
    }

    @Override
    public int head(byte[] into) throws IOException {
        try (var fromStart = open(path)) {
            return fromStart.readNBytes(into, 0, into.length);
        }
    }

    @Override
    public boolean hasShrunk() {
        return false;
    }

    @Override
    public boolean mayGrow() {
        return false;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    private void skip(long offset) throws IOException {
        var skipped = new byte[BUFFER];
        long left = offset;
        while (left > 0) {
            int read = stream.read(skipped, 0, (int) Math.min(left, BUFFER));
            if (read < 0) {
                return;
            }
            left -= read;
        }
    }

    private static InputStream open(Path path) throws IOException {
        var file = Files.newInputStream(path);
        try {
            return new GZIPInputStream(file, BUFFER);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }
}
