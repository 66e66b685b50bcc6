package dev.millrace.generator.file;

import java.io.IOException;
import java.time.Instant;
import java.util.function.LongSupplier;

/** Finds where to set out from, at the first time and at every later one. */
final class Outsets {
    private final FileSettings settings;
    private final LogDirectory directory;
    private final Succession succession;
    private final Patience patience;
    private final LongSupplier nanoTime;
    private final Gaps gaps;

    Outsets(
            FileSettings settings,
            LogDirectory directory,
            Succession succession,
            Patience patience,
            LongSupplier nanoTime,
            Gaps gaps) {
        this.settings = settings;
        this.directory = directory;
        this.succession = succession;
        this.patience = patience;
        this.nanoTime = nanoTime;
        this.gaps = gaps;
    }

    /** With the live file; what was rotated before is left alone. */
    Outset first() throws IOException {
        var files = directory.look();
        var live = files.live();
        if (live != null && !live.regular()) {
            throw new UnreadableFile(settings.path(), "it is not a regular file");
        }
        var rotated = files.rotated();
        var last = Place.before(
                rotated.isEmpty() ? Instant.EPOCH : rotated.getLast().modified());
        if (live == null || live.size() == 0) {
            return new Outset(null, null, last);
        }
        long offset = switch (settings.start()) {
            case START -> 0;
            case END ->
                LastLine.start(live.path(), live.size(), settings.maxLine().bytes());
        };
        return new Outset(succession.open(live, offset), null, last);
    }

    /** Where a position says. */
    Outset resumed(FilePosition position) throws IOException {
        var place = position.current();
        var previous = position.previous() == null ? null : predecessor(position.previous());
        try {
            var current = place.isBefore() ? null : succession.find(place);
            if (current == null && !place.isBefore()) {
                gaps.gone(directory.path(), place);
            }
            return new Outset(current, previous, Place.before(place.modified()));
        } catch (IOException e) {
            if (previous != null) {
                previous.close();
            }
            throw e;
        }
    }

    private Predecessor predecessor(Place place) throws IOException {
        var late = succession.findLate(place);
        return late == null
                ? Predecessor.gone(place, directory, gaps, nanoTime)
                : new Predecessor(late, directory, gaps, patience.linger(), nanoTime);
    }
}
