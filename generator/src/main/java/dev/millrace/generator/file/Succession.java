package dev.millrace.generator.file;

import dev.millrace.settings.DataSize;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files of a log in the order they were written, whatever they are called now, and opens them.
 *
 * <p>A file is the one it was if the file system says so and its first bytes agree; the first bytes alone decide
 * where a file was copied, compressed or moved between file systems.
 *
 * <p>Files may be renamed between the look at the folder and the look into each of them, which then shows another
 * one's bytes. So a file that fits is opened and looked at again, and that none fits is only believed when they all
 * still have their names: a file taken for gone would be read again from its start. Not thread-safe.
 */
final class Succession {
    /** What a look into a file shows. */
    private enum Look {
        HOLDS_BYTES,
        EMPTY,
        UNREADABLE
    }

    private final LogDirectory directory;
    private final DataSize maxLine;
    private final Gaps gaps;
    /** Rotated files there is nothing to read in. */
    private final Set<String> givenUp = new HashSet<>();

    Succession(LogDirectory directory, DataSize maxLine, Gaps gaps) {
        this.directory = directory;
        this.maxLine = maxLine;
        this.gaps = gaps;
    }

    /** Opens the file of a place where the place says; null if it is gone. */
    @Nullable
    Generation find(Place place) throws IOException {
        return find(place, directory.look());
    }

    /** The same among files that were just found. */
    @Nullable
    Generation find(Place place, LogFiles files) throws IOException {
        for (var file : candidates(files, place)) {
            boolean cut = file.packing() == Packing.NONE && file.size() < place.offset();
            if (!(cut && file.isLive()) && fits(file, place.fingerprint())) {
                // A copy may end before what was read of the original. It is whole by now, as that was cut.
                return reopen(file, cut ? Math.min(place.offset(), sizeNow(file)) : place.offset(), place);
            }
        }
        directory.confirm(files);
        var live = files.live();
        if (live != null && live.is(place.file()) && fits(live, place.fingerprint())) {
            gaps.cut(live.path(), place.offset(), live.size());
            return reopen(live, live.size(), place);
        }
        return null;
    }

    /** Opens the file of a place if more may have been written to it since; null if not. */
    @Nullable
    Generation findLate(Place place) throws IOException {
        return findLate(place, directory.look());
    }

    /** The same among files that were just found. */
    @Nullable
    Generation findLate(Place place, LogFiles files) throws IOException {
        for (var file : candidates(files, place)) {
            if (file.size() >= place.offset() && file.packing() == Packing.NONE && fits(file, place.fingerprint())) {
                return reopen(file, place.offset(), place);
            }
            // Compressing keeps the time of the last write, so most are told without being decompressed.
            if (file.packing() == Packing.GZIP
                    && file.modified().isAfter(place.modified())
                    && fits(file, place.fingerprint())) {
                return reopen(file, place.offset(), place);
            }
        }
        directory.confirm(files);
        return null;
    }

    /** Opens the first file, from its beginning, that comes after a place's and holds anything; null if there is none yet. */
    @Nullable
    Generation after(Place place, @Nullable Place previous) throws IOException {
        return after(place, previous, directory.look());
    }

    /** The same among files that were just found. */
    @Nullable
    Generation after(Place place, @Nullable Place previous, LogFiles files) throws IOException {
        for (var file : files.after(own(place, files), place.modified())) {
            if (givenUp.contains(identity(file)) || isOf(place, file) || (previous != null && isOf(previous, file))) {
                continue;
            }
            switch (look(file)) {
                case HOLDS_BYTES -> {
                    return open(file, 0);
                }
                case EMPTY -> {
                    directory.confirm(files);
                    givenUp.add(identity(file));
                }
                case UNREADABLE -> {
                    directory.confirm(files);
                    givenUp.add(identity(file));
                    gaps.unreadable(file.path());
                }
            }
        }
        var live = files.live();
        if (live == null || isOf(place, live)) {
            return null;
        }
        if (!live.regular()) {
            throw new UnreadableFile(live.path(), "it is not a regular file");
        }
        return live.size() == 0 ? null : open(live, 0);
    }

    /** Opens a file that was just found. */
    Generation open(FoundFile file, long offset) throws IOException {
        Generation generation;
        try {
            generation = new Generation(file, offset, maxLine);
        } catch (NoSuchFileException e) {
            throw new RotationUnderWay(file.path());
        }
        var now = FoundFile.at(file.path(), file.rotated());
        if (now == null || !now.key().equals(file.key()) || generation.isEmpty()) {
            generation.close();
            throw new RotationUnderWay(file.path());
        }
        return generation;
    }

    private Generation reopen(FoundFile file, long offset, Place place) throws IOException {
        var generation = open(file, offset);
        if (!generation.fits(place.fingerprint())) {
            generation.close();
            throw new RotationUnderWay(file.path());
        }
        return generation;
    }

    /** The place's own file among the rotated ones; null if it is not there. */
    private static @Nullable FoundFile own(Place place, LogFiles files) throws IOException {
        for (var file : files.rotated()) {
            if (file.is(place.file()) && isOf(place, file)) {
                return file;
            }
        }
        return null;
    }

    private static String identity(FoundFile file) {
        return file.key() + file.modified();
    }

    /** Where a place's file may be, the likeliest first. */
    private List<FoundFile> candidates(LogFiles files, Place place) throws IOException {
        var candidates = new ArrayList<FoundFile>();
        var live = files.live();
        boolean isLive = live != null && live.is(place.file());
        if (live != null && isLive) {
            candidates.add(live);
        }
        var sameFile = isLive || place.file().isEmpty() ? null : directory.find(place.file());
        if (sameFile != null) {
            candidates.add(sameFile);
        }
        if (place.fingerprint().length() > 0) {
            if (live != null && !isLive) {
                candidates.add(live);
            }
            files.rotated().stream()
                    .filter(file -> file.packing() == Packing.NONE)
                    .forEach(candidates::add);
            files.rotated().stream()
                    .filter(file -> file.packing() == Packing.GZIP)
                    .forEach(candidates::add);
        }
        return candidates;
    }

    /** Whether a file is the place's own. */
    private static boolean isOf(Place place, FoundFile file) throws IOException {
        boolean mayBe = file.is(place.file()) || file.key().isEmpty() || file.packing() == Packing.GZIP;
        return mayBe && place.fingerprint().length() > 0 && fits(file, place.fingerprint());
    }

    private static boolean fits(FoundFile file, Fingerprint fingerprint) throws IOException {
        var head = new byte[Fingerprint.LONGEST];
        return fingerprint.fits(head, head(file, head));
    }

    private static long sizeNow(FoundFile file) throws IOException {
        var now = FoundFile.at(file.path(), file.rotated());
        if (now == null) {
            throw new RotationUnderWay(file.path());
        }
        return now.size();
    }

    private static Look look(FoundFile file) throws IOException {
        int length = head(file, new byte[1]);
        return length < 0 ? Look.UNREADABLE : length == 0 ? Look.EMPTY : Look.HOLDS_BYTES;
    }

    /** Reads a file's first bytes; -1 where it is packed in an unknown way or damaged from the start. */
    private static int head(FoundFile file, byte[] into) throws IOException {
        if (!file.regular() || file.packing() == Packing.OTHER) {
            return -1;
        }
        try (var content = Content.open(file, 0)) {
            return content.head(into);
        } catch (NoSuchFileException e) {
            throw new RotationUnderWay(file.path());
        } catch (EOFException | ZipException e) {
            return -1;
        }
    }
}
