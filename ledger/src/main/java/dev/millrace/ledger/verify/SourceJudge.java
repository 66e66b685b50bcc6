package dev.millrace.ledger.verify;

import dev.millrace.event.progress.SourceKind;
import dev.millrace.ledger.account.Claim;
import dev.millrace.ledger.account.Gap;
import dev.millrace.ledger.account.GapBound;
import dev.millrace.ledger.account.SourceStatement;
import dev.millrace.ledger.interval.IndexRange;
import dev.millrace.ledger.interval.IntervalSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Holds one source's claim against what was seen of it. A pure function; used once. */
final class SourceJudge {
    private final Claim claim;
    private final SourceStatement seen;
    private final Seen arrived;
    private final List<String> findings = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();

    SourceJudge(Claim claim, SourceStatement seen, List<String> doubts) {
        this.claim = claim;
        this.seen = seen;
        this.arrived = Seen.of(claim, seen);
        this.doubts.addAll(doubts);
    }

    /**
     * The judgement.
     *
     * @param settled how many of the first events must have been seen by now
     * @param bound   index from which on events are unclaimed
     */
    SourceReckoning judge(long settled, long bound, List<Gap> gaps) {
        long claimed = claim.progress().next();
        long due = Math.min(settled, claimed);
        long missing = arrived.missingBelow(claimed);
        long overdue = arrived.missingBelow(due);
        long inFlight = missing - overdue;
        long deadLettered = seen.deadLettered().countBelow(claimed);
        long duplicated = seen.repeated().count() + arrived.overlaps();
        long unclaimed = arrived.beyond(bound);
        var misrouted = misrouted();
        var missingRanges = indices(arrived.all().gaps(0, claimed, Evidence.KEPT));
        long reach = Math.min(claim.gapBound().reach(claim.topics(), gaps), due);
        long undetermined = arrived.missingBelow(reach);
        long lost = overdue - undetermined;
        noteGaps(gaps, undetermined);

        find(lost, "lost", indices(arrived.all().gaps(reach, due, Evidence.KEPT)));
        find(duplicated, "there more than once", List.of());
        find(seen.disordered().count(), "out of order", List.of());
        find(unclaimed, "there without being claimed", indices(arrived.all().ranges(bound, Long.MAX_VALUE, 4)));
        if (missing == 0 && deadLettered != claim.progress().deadLettered()) {
            findings.add(claim.key() + ": claims " + claim.progress().deadLettered() + " dead letters, " + deadLettered
                    + " are there");
        }
        if (inFlight > 0) {
            doubts.add(claim.key() + ": " + count(inFlight) + " still in flight");
        }
        long missed = claim.progress().gaps();
        if (missed > 0) {
            doubts.add(claim.key() + ": on " + missed + (missed == 1 ? " occasion" : " occasions")
                    + " what it was to read was gone before it could; events may be missing that were never counted,"
                    + " the log says where");
        }
        boolean generated = claim.progress().kind() == SourceKind.GENERATED;
        return new SourceReckoning(
                claim.key(),
                Optional.of(claim.progress()),
                new Totals(
                        generated ? claimed : 0,
                        generated ? 0 : claimed,
                        claimed - missing - deadLettered,
                        lost,
                        duplicated,
                        seen.disordered().count(),
                        deadLettered,
                        0,
                        0,
                        inFlight,
                        undetermined),
                unclaimed,
                misrouted.values().stream().mapToLong(IntervalSet::count).sum(),
                new Evidence(
                        missingRanges,
                        seen.repeated().first(),
                        seen.disordered().first(),
                        indices(arrived.all().ranges(bound, Long.MAX_VALUE, Evidence.KEPT)),
                        ranges(misrouted)),
                findings,
                doubts);
    }

    /** Says where records are gone that may have been events of this source. */
    private void noteGaps(List<Gap> gaps, long undetermined) {
        for (var lane : arrived.lanes()) {
            if (lane.replaced()) {
                doubts.add(claim.key() + ": topic " + lane.topic()
                        + " was replaced by a new one; what was seen before may not be there any more");
            }
        }
        if (undetermined > 0) {
            gaps.stream()
                    .filter(gap -> GapBound.concerns(gap, claim.topics()))
                    .forEach(gap -> doubts.add(claim.key() + ": " + count(undetermined) + " not seen, and " + gap));
        }
    }

    private void find(long events, String what, List<IndexRange> where) {
        if (events > 0) {
            var indices = where.stream().limit(3).map(IndexRange::toString).toList();
            findings.add(claim.key() + ": " + count(events) + ' ' + what
                    + (indices.isEmpty() ? "" : ", index " + String.join(", ", indices))
                    + (where.size() > indices.size() ? ", …" : ""));
        }
    }

    private Map<String, IntervalSet> misrouted() {
        var misrouted = new TreeMap<String, IntervalSet>();
        for (var lane : seen.lanes()) {
            if (!claim.topics().contains(lane.topic())) {
                misrouted.put(lane.topic(), lane.delivered());
            }
        }
        return misrouted;
    }

    /** Places in the shard as indices of the source: of a range, those from its first to its last that are the shard's. */
    private List<IndexRange> indices(List<IndexRange> places) {
        var shard = claim.progress().shard();
        return places.stream()
                .map(range -> new IndexRange(shard.index(range.from()), shard.index(range.to() - 1) + 1))
                .toList();
    }

    private Map<String, List<IndexRange>> ranges(Map<String, IntervalSet> sets) {
        var ranges = new TreeMap<String, List<IndexRange>>();
        sets.forEach((topic, set) -> ranges.put(topic, indices(set.ranges(0, Long.MAX_VALUE, Evidence.KEPT))));
        return ranges;
    }

    private static String count(long events) {
        return events == 1 ? "1 event is" : events + " events are";
    }
}
