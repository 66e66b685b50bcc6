package dev.millrace.generator.loop;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into lines on a thread of its own, so that whoever sends them need not wait in a read that
 * cannot be interrupted. Empty lines are passed over. Bounded: the reader waits while too much is ahead.
 */
final class StreamLines {
    private static final int HEAD = 4096;
    private static final int AHEAD = 4_000;

    private final InputStream stream;
    private final int longest;
    private final BlockingQueue<StreamLine> lines = new ArrayBlockingQueue<>(AHEAD);
    private final Thread reader = Thread.ofPlatform().name("lines").daemon().unstarted(this::read);
    private volatile boolean ended;
    private volatile @Nullable IOException failure;

    StreamLines(InputStream stream, int longest) {
        this.stream = new BufferedInputStream(stream, 256 << 10);
        this.longest = longest;
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
        return lines.poll(ended ? 0 : Math.min(waitNanos, 10_000_000), TimeUnit.NANOSECONDS);
    }

    /** Whether every line was handed out. */
    boolean over() {
        return ended && lines.isEmpty();
    }

    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    private void read() {
        var line = new ByteArrayOutputStream(1024);
        long length = 0;
        try {
            for (int b = stream.read(); b >= 0; b = stream.read()) {
                if (b == '\n') {
                    put(line, length);
                    line.reset();
                    length = 0;
                } else {
                    length++;
                    if (length <= longest) {
                        line.write(b);
                    }
                }
            }
            put(line, length);
        } catch (IOException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended = true;
        }
    }

    private void put(ByteArrayOutputStream line, long length) throws InterruptedException {
        var bytes = line.toByteArray();
        if (length > longest) {
            lines.put(new StreamLine(Arrays.copyOf(bytes, Math.min(HEAD, bytes.length)), length));
            return;
        }
        int end = bytes.length > 0 && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
        if (end > 0) {
            lines.put(new StreamLine(Arrays.copyOf(bytes, end), end));
        }
    }
}
