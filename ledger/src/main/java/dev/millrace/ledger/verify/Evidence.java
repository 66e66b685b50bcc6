package dev.millrace.ledger.verify;

import dev.millrace.event.interval.IndexRange;
import dev.millrace.ledger.account.Sighting;
import java.util.List;
import java.util.Map;

/**
 * What shows that something is wrong with a source: the first hundred pieces of each kind. Where the source is split, a
 * range is of the shard's own indices, from its first to its last.
 *
 * @param missing    indices that were claimed and not seen, lost or not
 * @param duplicated where events were seen once more
 * @param outOfOrder where events were seen behind later ones
 * @param unclaimed  indices that were seen and not claimed
 * @param misrouted  indices that were seen on a topic that is not the source's, by topic
 * @param poisoned   where records were that could not be read, stood for an event, and were not announced
 */
public record Evidence(
        List<IndexRange> missing,
        List<Sighting> duplicated,
        List<Sighting> outOfOrder,
        List<IndexRange> unclaimed,
        Map<String, List<IndexRange>> misrouted,
        List<Sighting> poisoned) {
    /** How many pieces of a kind are kept. */
    public static final int KEPT = 100;

    public Evidence {
        missing = List.copyOf(missing);
        duplicated = List.copyOf(duplicated);
        outOfOrder = List.copyOf(outOfOrder);
        unclaimed = List.copyOf(unclaimed);
        misrouted = Map.copyOf(misrouted);
        poisoned = List.copyOf(poisoned);
    }

    /** What shows that something is wrong with a source of which every record could be read. */
    public Evidence(
            List<IndexRange> missing,
            List<Sighting> duplicated,
            List<Sighting> outOfOrder,
            List<IndexRange> unclaimed,
            Map<String, List<IndexRange>> misrouted) {
        this(missing, duplicated, outOfOrder, unclaimed, misrouted, List.of());
    }
}
