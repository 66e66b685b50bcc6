package dev.millrace.generator.file;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that grows, read line by line across rotation, and resumed exactly where a stored position says.
 *
 * <p>The {@linkplain #position() position} is that after the last line delivered. Kept in the transaction that
 * carries the lines, it makes each line count once, whatever is killed when.
 *
 * <p><b>Rotation by renaming</b> (logrotate's {@code create}, {@code dateext}, {@code nocreate}): the old file is
 * read to its end through the open handle, then those rotated since in the order they were last written, then the
 * live one. Nothing is lost or read twice, also where rotation happened while nobody read: the file of the position
 * is found again by inode and first bytes under whatever name it has in the same folder, compressed with gzip or
 * not. Late lines of writers that keep the old file open are read for five minutes more, after lines of the new
 * one.
 *
 * <p><b>Rotation by copying and cutting</b> ({@code copytruncate}): reading resumes in the copy where the live file
 * was cut, so nothing that a copy holds is missed. Lost is what none holds: lines written between the copy and the
 * cut, which is logrotate's own gap. A line that was half written at the cut arrives as two.
 *
 * <p>Files that begin with the same 1 KiB, or shorter ones that are the same altogether, cannot be told apart by
 * content: the inode alone decides then, and a cut is only seen where it leaves less than was read. A rotated file
 * that is deleted, moved to another folder, or compressed with something other than gzip before it was read is
 * {@linkplain #gaps() counted} and named in the log.
 *
 * <p>Empty lines are left out. Not thread-safe.
 */
public final class FollowedFile implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FollowedFile.class);

    private final FileSettings settings;
    private final Gaps gaps = new Gaps();
    private final Trouble trouble = new Trouble();
    private final LogSequence sequence;
    private boolean empty;

    private FollowedFile(
            FileSettings settings, @Nullable FilePosition resume, Patience patience, LongSupplier nanoTime) {
        this.settings = settings;
        this.sequence = new LogSequence(settings, resume, patience, nanoTime, gaps);
    }

    /**
     * Opens a file, or goes on where a position says.
     *
     * @param position what {@link #position()} gave; empty at first
     * @throws UnreadableFile if it cannot be read and is not to be followed; a followed one is waited for
     * @throws IllegalArgumentException if the position is none
     */
    public static FollowedFile open(FileSettings settings, Map<String, String> position) throws UnreadableFile {
        return open(settings, position, Patience.USUAL, System::nanoTime);
    }

    static FollowedFile open(
            FileSettings settings, Map<String, String> position, Patience patience, LongSupplier nanoTime)
            throws UnreadableFile {
        var resume = position.isEmpty() ? null : FilePosition.parse(position);
        var file = new FollowedFile(settings, resume, patience, nanoTime);
        file.attempt(file.sequence::open);
        return file;
    }

    /**
     * Gives up to {@code maxLines} lines to {@code sink} and tells how many; 0 if there are none for now. Never
     * waits; at the end of the live file it costs three system calls, so ask again in a tenth of a second or so.
     *
     * @throws UnreadableFile if the file cannot be read and is not followed; a followed one is tried again at the
     *     next poll, see {@link #trouble()}
     */
    public int poll(LineSink sink, int maxLines) throws UnreadableFile {
        if (maxLines < 1) {
            throw new IllegalArgumentException("maxLines must be from 1, was " + maxLines);
        }
        return attempt(() -> sequence.read(sink, maxLines));
    }

    /**
     * Where to go on after the last line delivered, to be kept with it. Empty until the file could first be looked
     * at. One that starts at the end is best kept at once: only then is it certain what "new" means.
     */
    public Map<String, String> position() {
        var position = sequence.position();
        return position == null ? Map.of() : position.toMap();
    }

    /** Whether all has been read there is to read; a followed file never is. */
    public boolean exhausted() {
        return sequence.exhausted();
    }

    /** On how many occasions since it was opened lines may have been missed; each is named in the log. */
    public long gaps() {
        return gaps.count();
    }

    /** What keeps the file from being read at present, in words for a person. */
    public Optional<String> trouble() {
        return trouble.present();
    }

    /** Whether the file is there and only its first line is waited for, which is no trouble in a log. */
    public boolean isEmpty() {
        return empty;
    }

    @Override
    public void close() throws IOException {
        log.debug("closing file={} position={}", settings.path(), position());
        sequence.close();
    }

    @FunctionalInterface
    private interface Attempt {
        void run() throws IOException;
    }

    private int attempt(Attempt attempt) throws UnreadableFile {
        long before = sequence.delivered();
        empty = false;
        try {
            attempt.run();
            if (sequence.waits()) {
                empty = Files.exists(settings.path());
                trouble.waiting("waiting for lines in " + settings.path()
                        + (empty ? ": it is empty" : ": there is no such file yet"));
            } else {
                trouble.over();
            }
        } catch (RotationUnderWay e) {
            log.debug("{}", e.getMessage());
        } catch (IOException e) {
            var unreadable = UnreadableFile.of(settings.path(), e);
            if (!settings.follow()) {
                throw unreadable;
            }
            trouble.met(unreadable);
        }
        return Math.toIntExact(sequence.delivered() - before);
    }
}
