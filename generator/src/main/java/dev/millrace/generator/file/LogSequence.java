package dev.millrace.generator.file;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lines of a log as one sequence, over all the files it consists of in the course of time: decides when one
 * file is done and which is next. Not thread-safe.
 */
final class LogSequence implements Closeable {
    private static final Logger log = LoggerFactory.getLogger(LogSequence.class);
    // Of 64 to 128 KiB each, or what a long line takes: an endless line does not keep the caller waiting.
    private static final int READS_AT_ONCE = 256;

    private final FileSettings settings;
    private final Patience patience;
    private final LongSupplier nanoTime;
    private final LogDirectory directory;
    private final Gaps gaps;
    private final Succession succession;
    private final Outsets outsets;

    /** Where to resume; null once that has been looked for. */
    private @Nullable FilePosition resume;

    private @Nullable Generation current;
    private @Nullable Predecessor previous;
    /** What the next file comes after, where there is no current one; null before the first look. */
    private @Nullable Place last;

    private boolean exhausted;
    private boolean successorSeen;
    private long successorSeenAt;
    private long delivered;

    LogSequence(
            FileSettings settings, @Nullable FilePosition resume, Patience patience, LongSupplier nanoTime, Gaps gaps) {
        this.settings = settings;
        this.resume = resume;
        this.patience = patience;
        this.nanoTime = nanoTime;
        this.gaps = gaps;
        this.directory = new LogDirectory(settings.path());
        this.succession = new Succession(directory, settings.maxLine(), gaps);
        this.outsets = new Outsets(settings, directory, succession, patience, nanoTime, gaps);
    }

    /** Opens the file to read, if there is one by now. */
    void open() throws IOException {
        if (current == null && !exhausted) {
            current = next();
        }
    }

    /** Gives lines to {@code sink}, up to {@code maxLines}. */
    void read(LineSink sink, int maxLines) throws IOException {
        long goal = delivered + maxLines;
        open();
        if (previous != null) {
            delivered += previous.deliver(sink, maxLines);
        }
        for (int reads = 0; current != null && delivered < goal && reads < READS_AT_ONCE; reads++) {
            if (!readOn(current, sink, (int) (goal - delivered))) {
                return;
            }
            open();
        }
    }

    /** How many lines have been delivered. */
    long delivered() {
        return delivered;
    }

    boolean exhausted() {
        return exhausted;
    }

    /** Whether there is nothing to read yet. */
    boolean waits() {
        return current == null && !exhausted;
    }

    /** The place after the last line delivered; null before the first look. */
    @Nullable
    FilePosition position() {
        if (resume != null) {
            return resume;
        }
        var place = current == null ? last : current.place();
        return place == null ? null : new FilePosition(place, previousPlace());
    }

    @Override
    public void close() throws IOException {
        try (var first = previous;
                var second = current) {
            log.trace("closing {} and {}", first, second);
        }
    }

    private @Nullable Place previousPlace() {
        return previous == null ? null : previous.place();
    }

    private @Nullable Generation next() throws IOException {
        if (last == null) {
            var outset = resume == null ? outsets.first() : outsets.resumed(resume);
            last = outset.last();
            previous = outset.previous();
            resume = null;
            if (outset.current() != null) {
                return outset.current();
            }
        }
        var next = succession.after(last, previousPlace());
        if (next == null && !settings.follow()) {
            if (directory.live() == null) {
                throw new UnreadableFile(
                        settings.path(), "there is no such file; a file that is followed would be waited for");
            }
            exhausted = true;
        }
        return next;
    }

    /** Delivers and reads on in the current file; tells whether to go on at once. */
    private boolean readOn(Generation generation, LineSink sink, int maxLines) throws IOException {
        int lines = generation.deliver(sink, maxLines);
        delivered += lines;
        if (lines == maxLines) {
            return false;
        }
        return switch (fill(generation)) {
            case MORE -> {
                successorSeen = false;
                yield true;
            }
            case END -> atEnd(generation, sink);
            case REPLACED -> {
                replaced(generation, sink);
                yield true;
            }
            case DAMAGED -> {
                gaps.damaged(generation.place(), generation.file().path());
                delivered += generation.finish(sink);
                last = generation.place();
                leave(generation);
                current = null;
                yield true;
            }
        };
    }

    private Generation.Filled fill(Generation generation) throws IOException {
        try {
            return generation.fill();
        } catch (IOException e) {
            // The handle may be of no more use; the next attempt looks for the file anew.
            resume = position();
            close();
            current = null;
            previous = null;
            last = null;
            throw e;
        }
    }

    /** All is read that the file holds: waits for more, or goes over to the next one. */
    private boolean atEnd(Generation generation, LineSink sink) throws IOException {
        var live = generation.mayGrow() ? directory.live() : null;
        if (live != null && live.is(generation.file().key())) {
            if (generation.isRewritten(live.modified())) {
                replaced(generation, sink);
                return true;
            }
            generation.seenModified(live.modified());
            return settings.follow() ? false : end(generation, sink);
        }
        var next = succession.after(generation.place(), previousPlace());
        if (next == null) {
            return settings.follow() ? false : end(generation, sink);
        }
        boolean seenBefore = successorSeen;
        if (!isDone(generation, next)) {
            next.close();
            return !seenBefore;
        }
        goOver(generation, next, sink);
        return true;
    }

    private boolean end(Generation generation, LineSink sink) {
        delivered += generation.finish(sink);
        exhausted = true;
        return false;
    }

    /** Whether a file that is read to its end may be left for the next one. */
    private boolean isDone(Generation generation, Generation next) {
        if (!successorSeen) {
            // What was written before the writer changed over may have come after the last read: once more, then.
            successorSeen = true;
            successorSeenAt = nanoTime.getAsLong();
            return false;
        }
        boolean writersMayChangeOverStill =
                settings.follow() && generation.mayGrow() && next.file().isLive();
        return !writersMayChangeOverStill
                || nanoTime.getAsLong() - successorSeenAt >= patience.quiet().toNanos();
    }

    private void goOver(Generation generation, Generation next, LineSink sink) throws IOException {
        try {
            delivered += generation.finish(sink);
            var renamed = directory.find(generation.file().key());
            if (renamed != null) {
                generation.seenModified(renamed.modified());
            }
            leave(generation);
        } catch (IOException | RuntimeException e) {
            next.close();
            throw e;
        }
        log.info(
                "file was rotated, reading on in the next one file={} read={}",
                next.file().path(),
                generation.place().offset());
        current = next;
        successorSeen = false;
    }

    private void leave(Generation generation) throws IOException {
        if (previous != null) {
            previous.close();
        }
        if (generation.mayGrow()) {
            previous = new Predecessor(generation, directory, gaps, patience.linger(), nanoTime);
        } else {
            previous = Predecessor.gone(generation.place(), directory, gaps, nanoTime);
            generation.close();
        }
    }

    /** The file was cut: goes on in the copy that was made of it, if there is one. */
    private void replaced(Generation generation, LineSink sink) throws IOException {
        var place = generation.place();
        var copy = succession.find(place);
        if (copy == null) {
            gaps.gone(directory.path(), place);
            delivered += generation.finish(sink);
        } else {
            log.info(
                    "file was cut, reading on in file={} offset={}", copy.file().path(), place.offset());
        }
        generation.close();
        last = Place.before(place.modified());
        current = copy;
    }
}
