package dev.millrace.generator.replay;

import dev.millrace.generator.file.LineBuffer;
import dev.millrace.generator.file.LineSink;
import dev.millrace.settings.DataSize;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a file, one at a time, from a place on. Empty ones are left out. Not thread-safe. */
public final class CapturedLines implements Closeable {
    /** Longer lines are put aside: the longest an event may be. */
    private static final DataSize LONGEST = DataSize.parse("9MiB");

    private static final int BUFFER = 1 << 16;
    private static final int HEAD = 4096;

    private final InputStream stream;
    private final LineBuffer buffer = new LineBuffer(LONGEST);
    private final Taken taken = new Taken();
    private final long start;
    private boolean over;

    /**
     * A line.
     *
     * @param bytes  without its end; of one that is too long, the beginning
     * @param length how many bytes it has
     * @param end    where the next begins
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    public record Line(byte[] bytes, long length, long end) {
        /** Whether it is longer than a line may be. */
        public boolean tooLong() {
            return length > bytes.length;
        }
    }

    private CapturedLines(InputStream stream, long start) {
        this.stream = stream;
        this.start = start;
    }

    /** Opens a file at a place where a line begins; one whose name ends with {@code .gz} is unpacked up to there. */
    public static CapturedLines open(Path file, long offset) throws IOException {
        var stream = Files.newInputStream(file);
        try {
            var unpacked = file.toString().endsWith(".gz") ? new GZIPInputStream(stream, BUFFER) : stream;
            unpacked.skipNBytes(offset);
            return new CapturedLines(unpacked, offset);
        } catch (IOException e) {
            stream.close();
            throw e;
        }
    }

    /** The next line; null at the end. */
    public @Nullable Line next() throws IOException {
        while (buffer.deliver(taken, 1) == 0) {
            if (over) {
                return null;
            }
            if (buffer.fill(stream::read) < 0) {
                over = true;
                if (buffer.finish(taken) > 0) {
                    break;
                }
            }
        }
        return new Line(taken.bytes, taken.length, start + buffer.delivered());
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    private static final class Taken implements LineSink {
        private byte[] bytes = {};
        private long length;

        @Override
        public void line(byte[] line, int offset, int size) {
            bytes = Arrays.copyOfRange(line, offset, offset + size);
            length = size;
        }

        @Override
        public void tooLong(byte[] head, long size) {
            bytes = Arrays.copyOf(head, HEAD);
            length = size;
        }
    }
}
