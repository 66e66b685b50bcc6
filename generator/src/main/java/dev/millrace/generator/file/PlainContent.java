package dev.millrace.generator.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The content of a file as it lies there, through one handle, whatever becomes of its name. */
final class PlainContent implements Content {
    // Not a FileChannel: that one is closed for good when the thread that reads is interrupted.
    private final RandomAccessFile file;
    private long position;

    PlainContent(Path path, long offset) throws IOException {
        this.file = open(path);
        this.position = offset;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        file.seek(position);
        int read = file.read(into, offset, length);
        position += Math.max(0, read);
        return read;
    }

    @Override
    public int head(byte[] into) throws IOException {
        file.seek(0);
        int size = 0;
        while (size < into.length) {
            int read = file.read(into, size, into.length - size);
            if (read < 0) {
                break;
            }
            size += read;
        }
        return size;
    }

    @Override
    public boolean hasShrunk() throws IOException {
        return file.length() < position;
    }

    @Override
    public boolean mayGrow() {
        return true;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** A handle on a file; tells one that may not be read from one that is not there. */
    static RandomAccessFile open(Path path) throws IOException {
        try {
            return new RandomAccessFile(path.toFile(), "r");
        } catch (FileNotFoundException e) {
            throw reason(path, e);
        }
    }

    /** There is one exception for all reasons; opened in another way, a file tells which it is. */
    private static IOException reason(Path path, FileNotFoundException unspecific) {
        try {
            Files.newByteChannel(path).close();
        } catch (IOException e) {
            e.addSuppressed(unspecific);
            return e;
        }
        // It may be read after all, so another one got its name meanwhile.
        var renamed = new NoSuchFileException(path.toString());
        renamed.initCause(unspecific);
        return renamed;
    }
}
