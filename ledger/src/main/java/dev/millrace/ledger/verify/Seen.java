package dev.millrace.ledger.verify;

import dev.millrace.event.interval.IntervalSet;
import dev.millrace.ledger.account.Claim;
import dev.millrace.ledger.account.LaneStatement;
import dev.millrace.ledger.account.SourceStatement;
import java.util.ArrayList;
import java.util.List;

/**
 * What was seen of a source where it belongs: on the topics it named, and as its dead letters.
 *
 * @param lanes    the topics it named
 * @param all      indices seen there, announced as left out, or dead-lettered; must not be changed
 * @param overlaps indices seen in more than one of these places, each counted once for each place beyond the first
 */
record Seen(List<LaneStatement> lanes, IntervalSet all, long overlaps) {
    static Seen of(Claim claim, SourceStatement seen) {
        var lanes = seen.lanes().stream()
                .filter(lane -> claim.topics().contains(lane.topic()))
                .toList();
        var parts = new ArrayList<IntervalSet>();
        lanes.forEach(lane -> parts.add(lane.settled()));
        parts.add(seen.deadLettered());
        parts.removeIf(IntervalSet::isEmpty);
        if (parts.size() == 1) {
            // The rule: one topic and nothing dead-lettered. Nothing is copied then.
            return new Seen(lanes, parts.getFirst(), 0);
        }
        var all = new IntervalSet();
        parts.forEach(all::addAll);
        return new Seen(lanes, all, parts.stream().mapToLong(IntervalSet::count).sum() - all.count());
    }

    /** The same, with indices counted in that are not there and need not be. */
    Seen with(IntervalSet withheld) {
        if (withheld.isEmpty()) {
            return this;
        }
        var more = all.copy();
        more.addAll(withheld);
        return new Seen(lanes, more, overlaps);
    }

    /** How many indices from {@code bound} on were seen. */
    long beyond(long bound) {
        return all.count() - all.countBelow(bound);
    }

    /** How many of the first {@code end} indices were not seen. */
    long missingBelow(long end) {
        return end - all.countBelow(end);
    }
}
