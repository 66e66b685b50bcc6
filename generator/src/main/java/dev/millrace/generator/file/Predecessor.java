package dev.millrace.generator.file;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that was read before the current one: still looked at for a while, for late lines, and remembered for
 * longer, so that it is not taken for another. Not thread-safe.
 */
final class Predecessor implements Closeable {
    private static final Logger log = LoggerFactory.getLogger(Predecessor.class);

    private final LogDirectory directory;
    private final Gaps gaps;
    private final Duration linger;
    private final LongSupplier nanoTime;
    private @Nullable Generation open;
    private Place place;
    private long lastLine;

    /** One that may still be written. */
    Predecessor(Generation generation, LogDirectory directory, Gaps gaps, Duration linger, LongSupplier nanoTime) {
        this(generation.place(), generation, directory, gaps, linger, nanoTime);
    }

    private Predecessor(
            Place place,
            @Nullable Generation open,
            LogDirectory directory,
            Gaps gaps,
            Duration linger,
            LongSupplier nanoTime) {
        this.place = place;
        this.open = open;
        this.directory = directory;
        this.gaps = gaps;
        this.linger = linger;
        this.nanoTime = nanoTime;
        this.lastLine = nanoTime.getAsLong();
    }

    /** One that is only remembered. */
    static Predecessor gone(Place place, LogDirectory directory, Gaps gaps, LongSupplier nanoTime) {
        return new Predecessor(place, null, directory, gaps, Duration.ZERO, nanoTime);
    }

    Place place() {
        return open == null ? place : open.place();
    }

    /** Gives late lines to {@code sink}; tells how many. */
    int deliver(LineSink sink, int maxLines) {
        if (open == null) {
            return 0;
        }
        try {
            return deliver(open, sink, maxLines);
        } catch (IOException e) {
            gaps.late(open.place(), open.file().path(), e);
            release(open);
            return 0;
        }
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
        }
    }

    private int deliver(Generation generation, LineSink sink, int maxLines) throws IOException {
        int lines = generation.deliver(sink, maxLines);
        while (lines < maxLines) {
            switch (generation.fill()) {
                case MORE -> {
                    lines += generation.deliver(sink, maxLines - lines);
                    lastLine = nanoTime.getAsLong();
                    seen(generation);
                }
                case END -> {
                    if (generation.mayGrow() && nanoTime.getAsLong() - lastLine < linger.toNanos()) {
                        return lines;
                    }
                    lines += generation.finish(sink);
                    release(generation);
                    return lines;
                }
                case DAMAGED -> {
                    gaps.damaged(generation.place(), generation.file().path());
                    lines += generation.finish(sink);
                    release(generation);
                    return lines;
                }
                case REPLACED -> {
                    lines += generation.finish(sink);
                    release(generation);
                    return lines;
                }
            }
        }
        return lines;
    }

    private void seen(Generation generation) throws IOException {
        var file = directory.find(generation.place().file());
        if (file != null) {
            generation.seenModified(file.modified());
        }
    }

    private void release(Generation generation) {
        place = generation.place();
        open = null;
        try {
            generation.close();
        } catch (IOException e) {
            log.debug("closing a rotated file failed file={}", generation.file().path(), e);
        }
    }
}
