package dev.millrace.checks.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the other side sends: events of ours, a line of a file each, one byte for each that ours takes. */
final class Payloads implements AutoCloseable {
    private static final int MOST = 10_000;

    private final OutputStream out;
    private int lines;
    private long bytes;

    Payloads(Path file) throws IOException {
        this.out = new BufferedOutputStream(Files.newOutputStream(file));
    }

    /** Whether there are enough of them; more are not written. */
    boolean isFull() {
        return lines >= MOST;
    }

    /** Adds to the line: what a line cannot hold becomes something else that it can. */
    void append(byte[] source, int offset, int length) {
        try {
            for (int i = offset; i < offset + length; i++) {
                int c = source[i];
                out.write(c >= ' ' && c < 0x7f ? c : '0' + (c & 0x3f));
            }
            bytes += length;
        } catch (IOException e) {
            throw new BenchFailed("the payloads could not be written", e);
        }
    }

    /** Ends the line. */
    void end() {
        try {
            out.write('\n');
            lines++;
        } catch (IOException e) {
            throw new BenchFailed("the payloads could not be written", e);
        }
    }

    /** The bytes of a line, on average. */
    double mean() {
        return (double) bytes / lines;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
