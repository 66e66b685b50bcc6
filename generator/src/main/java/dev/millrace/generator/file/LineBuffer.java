package dev.millrace.generator.file;

import dev.millrace.settings.DataSize;
import java.io.IOException;
import java.util.Arrays;

/**
 * Cuts bytes into lines, from a file or any stream. Lines end with {@code \n} or {@code \r\n}; empty ones are left
 * out. Holds no more than the longest line and one read ahead, however long a line may be. Not thread-safe.
 */
public final class LineBuffer {
    private static final int READ = 64 * 1024;

    /** Where bytes come from; {@code InputStream::read} is one. */
    @FunctionalInterface
    public interface Input {
        /** Reads up to {@code length} bytes; gives how many, or -1 at the end. */
        int read(byte[] into, int offset, int length) throws IOException;
    }

    private final int maxLine;

    private byte[] bytes;
    /** Where the first line that is not delivered begins. */
    private int start;
    /** Up to where there is known to be no end of a line. */
    private int scanned;

    private int end;
    /** How many bytes of the first line are no longer held, because it is too long anyway. */
    private long dropped;

    private long delivered;

    /** @param maxLine the longest line, without its end */
    public LineBuffer(DataSize maxLine) {
        this.maxLine = Math.toIntExact(maxLine.bytes());
        this.bytes = new byte[Math.min(READ, this.maxLine) + READ];
    }

    /** Reads once, as much as there is room for; gives how many bytes, or -1 at the end. */
    public int fill(Input input) throws IOException {
        if (bytes.length - end < READ) {
            makeRoom();
        }
        int read = input.read(bytes, end, bytes.length - end);
        end += Math.max(0, read);
        return read;
    }

    /** Gives up to {@code maxLines} whole lines to {@code sink}; tells how many it gave. */
    public int deliver(LineSink sink, int maxLines) {
        int lines = 0;
        while (lines < maxLines) {
            int lineEnd = nextEnd();
            if (lineEnd < 0) {
                shorten();
                break;
            }
            lines += give(sink, lineEnd);
            delivered += dropped + (lineEnd + 1 - start);
            start = lineEnd + 1;
            scanned = start;
            dropped = 0;
        }
        return lines;
    }

    /** Takes what is left for a line, at the end of the input; gives it to {@code sink} and tells whether there was one, as 1 or 0. */
    public int finish(LineSink sink) {
        int lines = give(sink, end);
        delivered += dropped + (end - start);
        start = end;
        scanned = end;
        dropped = 0;
        return lines;
    }

    /** How many bytes the lines delivered so far took, ends and empty lines included. */
    public long delivered() {
        return delivered;
    }

    /** How many bytes of lines not delivered yet have been read. */
    public long pending() {
        return dropped + (end - start);
    }

    /** Forgets the bytes of the last {@link #fill}, of which there were {@code count}; only before the next {@link #deliver}. */
    void unread(int count) {
        end -= count;
    }

    private int nextEnd() {
        for (int i = scanned; i < end; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        scanned = end;
        return -1;
    }

    private int give(LineSink sink, int lineEnd) {
        int held = lineEnd - start - (lineEnd > start && bytes[lineEnd - 1] == '\r' ? 1 : 0);
        long length = dropped + held;
        if (length == 0) {
            return 0;
        }
        if (length > maxLine) {
            sink.tooLong(Arrays.copyOfRange(bytes, start, start + maxLine), length);
        } else {
            sink.line(bytes, start, held);
        }
        return 1;
    }

    /** Of a line that is too long, the beginning is kept, and the last byte: it may belong to the line's end. */
    private void shorten() {
        int excess = end - start - (maxLine + 1);
        if (excess > 0) {
            bytes[start + maxLine] = bytes[end - 1];
            end -= excess;
            scanned = end;
            dropped += excess;
        }
    }

    private void makeRoom() {
        System.arraycopy(bytes, start, bytes, 0, end - start);
        end -= start;
        scanned -= start;
        start = 0;
        if (bytes.length - end < READ) {
            // The unfinished line has at most maxLine + 1 bytes here, so this ends at that and one read.
            bytes = Arrays.copyOf(bytes, (int) Math.min(2L * bytes.length, maxLine + 1L + READ));
        }
    }
}
