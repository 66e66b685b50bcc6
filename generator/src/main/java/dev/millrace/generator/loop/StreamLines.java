package dev.millrace.generator.loop;

import dev.millrace.generator.file.LineBuffer;
import dev.millrace.generator.file.LineSink;
import dev.millrace.settings.DataSize;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into lines on a thread of its own, so that whoever sends them need not wait in a read that
 * cannot be interrupted. Empty lines are passed over. Bounded: the reader waits while 16 MiB are ahead.
 */
final class StreamLines {
    private static final int HEAD = 4096;
    private static final int AHEAD = 16 << 20;
    /** What a short line takes in memory beside its text. */
    private static final int LINE = 64;

    private final InputStream stream;
    private final LineBuffer buffer;
    private final Semaphore room = new Semaphore(AHEAD);
    private final BlockingQueue<StreamLine> lines = new LinkedBlockingQueue<>();
    private final Thread reader = Thread.ofPlatform().name("lines").daemon().unstarted(this::read);
    private volatile boolean ended;
    private volatile @Nullable Throwable failure;

    /** @param longest bytes of the longest line, without its end */
    StreamLines(InputStream stream, int longest) {
        this.stream = stream;
        this.buffer = new LineBuffer(new DataSize(longest));
    }

    /** Begins to read; doing so twice is the same as once. */
    void start() {
        if (reader.getState() == Thread.State.NEW) {
            reader.start();
        }
    }

    /** The next line, or null if none has come in this time. */
    @Nullable
    StreamLine next(long waitNanos) throws InterruptedException {
        // At the end nothing more comes, and what is there comes at once.
        var line = lines.poll(ended ? 0 : Math.min(waitNanos, 10_000_000), TimeUnit.NANOSECONDS);
        if (line != null) {
            room.release(weight(line));
        }
        return line;
    }

    /** Whether every line was handed out. */
    boolean over() {
        return ended && lines.isEmpty();
    }

    /** Why reading ended before the stream did, if so: then this is not all. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    private void read() {
        try {
            var queue = new Queue();
            while (buffer.fill(stream::read) >= 0) {
                buffer.deliver(queue, Integer.MAX_VALUE);
            }
            buffer.finish(queue);
        } catch (Throwable e) {
            // Whatever it is: a reader that died must not look like a stream that ended.
            failure = e;
        } finally {
            ended = true;
        }
    }

    private void put(StreamLine line) {
        room.acquireUninterruptibly(weight(line));
        lines.add(line);
    }

    private static int weight(StreamLine line) {
        return Math.min(AHEAD, line.bytes().length + LINE);
    }

    private final class Queue implements LineSink {
        @Override
        public void line(byte[] bytes, int offset, int length) {
            put(new StreamLine(Arrays.copyOfRange(bytes, offset, offset + length), length));
        }

        @Override
        public void tooLong(byte[] head, long length) {
            put(new StreamLine(Arrays.copyOf(head, Math.min(HEAD, head.length)), length));
        }
    }
}
