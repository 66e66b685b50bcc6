package dev.millrace.ledger.account;

import dev.millrace.event.interval.IntervalSet;
import dev.millrace.event.progress.DeviationKind;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a source has announced, and what of that is yet to be seen: no more than what is held back or on its way, for what
 * was seen is forgotten. Not thread-safe.
 */
final class Announcements {
    private final Map<DeviationKind, Long> counts = new EnumMap<>(DeviationKind.class);
    private final Map<DeviationKind, IntervalSet> awaited = new EnumMap<>(DeviationKind.class);

    Announcements(Map<DeviationKind, Announcement> known) {
        for (var kind : DeviationKind.values()) {
            var announcement = known.get(kind);
            awaited.put(
                    kind,
                    announcement == null
                            ? new IntervalSet()
                            : announcement.awaited().copy());
            if (announcement != null) {
                counts.put(kind, announcement.count());
            }
        }
    }

    void count(DeviationKind kind, long indices) {
        counts.merge(kind, indices, Long::sum);
    }

    /** What was announced of an index is yet to be seen. */
    void await(DeviationKind kind, long index) {
        of(kind).add(index);
    }

    /** Whether anything that was announced of a kind is yet to be seen. */
    boolean awaitsAny(DeviationKind kind) {
        return !of(kind).isEmpty();
    }

    /** What was announced of an index was seen; false if it was not announced, or was seen before. */
    boolean came(DeviationKind kind, long index) {
        var open = of(kind);
        return !open.isEmpty() && open.remove(index);
    }

    Map<DeviationKind, Announcement> statement() {
        var announcements = new EnumMap<DeviationKind, Announcement>(DeviationKind.class);
        counts.forEach((kind, count) -> announcements.put(kind, new Announcement(count, of(kind).copy())));
        return announcements;
    }

    @SuppressWarnings("NullAway") // there is one for each kind
    private IntervalSet of(DeviationKind kind) {
        return awaited.get(kind);
    }
}
