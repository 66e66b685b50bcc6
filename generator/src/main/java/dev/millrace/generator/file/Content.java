package dev.millrace.generator.file;

import java.io.Closeable;
import java.io.IOException;

/** The bytes of an open file, read from where it was opened on. */
sealed interface Content extends Closeable permits PlainContent, GzipContent {
    /** Opens a file to be read from {@code offset} on. */
    static Content open(FoundFile file, long offset) throws IOException {
        return switch (file.packing()) {
            case NONE -> new PlainContent(file.path(), offset);
            case GZIP -> new GzipContent(file.path(), offset);
            case OTHER -> throw new IOException("no way to read " + file.path());
        };
    }

    /** Reads on; gives how many bytes, or -1 at the present end. */
    int read(byte[] into, int offset, int length) throws IOException;

    /** Reads the file's first bytes, as they are now; gives how many there are, up to the array's length. */
    int head(byte[] into) throws IOException;

    /** Whether there are fewer bytes now than have been read. */
    boolean hasShrunk() throws IOException;

    /** Whether a writer may add to it. */
    boolean mayGrow();
}
