package dev.millrace.ledger.verify;

import dev.millrace.event.interval.IndexRange;
import dev.millrace.event.interval.IntervalSet;
import dev.millrace.event.progress.DeviationKind;
import dev.millrace.event.progress.SourceKind;
import dev.millrace.ledger.account.Claim;
import dev.millrace.ledger.account.Gap;
import dev.millrace.ledger.account.GapBound;
import dev.millrace.ledger.account.Sightings;
import dev.millrace.ledger.account.SourceStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Holds one source's claim against what was seen of it. A pure function; used once. */
final class SourceJudge {
    private final Claim claim;
    private final SourceStatement seen;
    private final Pending pending;
    private final Unexplained unexplained;
    private final Seen arrived;
    private final List<String> gone;
    private final List<String> findings = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();

    SourceJudge(Claim claim, SourceStatement seen, Horizon horizon) {
        this.claim = claim;
        this.seen = seen;
        this.pending = new Pending(claim.progress(), seen, horizon.before(claim.key()));
        this.unexplained = horizon.unexplained(seen);
        this.arrived = Seen.of(claim, seen);
        this.gone = horizon.gone().getOrDefault(claim.key(), List.of());
        this.doubts.addAll(horizon.doubts().getOrDefault(claim.key(), List.of()));
    }

    /**
     * The judgement.
     *
     * @param settled how many of the first events must have been seen by now
     * @param latest  what the source said last: what is beyond is unclaimed. Empty where that is not to be judged
     */
    SourceReckoning judge(long settled, Optional<Claim> latest, List<Gap> gaps) {
        long claimed = claim.progress().next();
        long bound = latest.map(last -> last.progress().next()).orElse(Long.MAX_VALUE);
        // Of what nobody can see any more nothing is on its way. What of the rest cannot be read yet is in doubt with
        // it.
        long due = gone.isEmpty() ? Math.min(settled, claimed) : claimed;
        var words = new Words(claim.progress(), seen, latest);
        var withheld = pending.withheld(arrived.all());
        var accounted = arrived.with(withheld);
        long missing = accounted.missingBelow(claimed);
        long overdue = accounted.missingBelow(due);
        long inFlight = missing - overdue;
        long deadLettered = seen.deadLettered().countBelow(claimed);
        long duplicated = unexplained.repeated().count() + arrived.overlaps();
        long heldBack = withheld.countBelow(claimed);
        long poisoned = words.count(DeviationKind.POISONED)
                - seen.awaited(DeviationKind.POISONED).countBelow(claimed);
        // Who claims events only once they are acknowledged is behind them for as long as it sends.
        boolean ahead = latest.map(last -> last.progress().mayBeAhead()).orElse(false);
        long unclaimed = ahead ? 0 : arrived.beyond(bound);
        var misrouted = misrouted();
        var missingRanges = indices(accounted.all().gaps(0, claimed, Evidence.KEPT));
        long reach = gone.isEmpty() ? Math.min(claim.gapBound().reach(claim.topics(), gaps), due) : due;
        long undetermined = accounted.missingBelow(reach);
        long lost = overdue - undetermined;
        noteGaps(gaps, undetermined);

        find(lost, "lost", indices(accounted.all().gaps(reach, due, Evidence.KEPT)));
        find(
                duplicated,
                words.omitted() > 0 ? "there more than once, or although left out" : "there more than once",
                ranges(unexplained.repeated()));
        find(unexplained.disordered().count(), "out of order", ranges(unexplained.disordered()));
        find(
                unexplained.poisoned().count(),
                "unreadable without having been announced",
                ranges(unexplained.poisoned()));
        judgeWords(words, settled >= claimed && latest.isPresent(), reach);
        find(unclaimed, "there without being claimed", indices(arrived.all().ranges(bound, Long.MAX_VALUE, 4)));
        if (missing == 0) {
            judgeLetters(deadLettered, words);
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
                        claimed - missing - deadLettered - words.omitted() - poisoned - heldBack,
                        lost,
                        duplicated,
                        unexplained.disordered().count(),
                        deadLettered,
                        words.count(DeviationKind.SHED),
                        words.count(DeviationKind.REJECTED),
                        inFlight,
                        undetermined,
                        words.count(DeviationKind.SKIPPED),
                        words.count(DeviationKind.DROPPED),
                        poisoned,
                        heldBack,
                        seen.announced(DeviationKind.DUPLICATED).count()
                                - seen.awaited(DeviationKind.DUPLICATED).count()),
                unclaimed,
                misrouted.values().stream().mapToLong(IntervalSet::count).sum(),
                new Evidence(
                        missingRanges,
                        unexplained.repeated().first(),
                        unexplained.disordered().first(),
                        indices(arrived.all().ranges(bound, Long.MAX_VALUE, Evidence.KEPT)),
                        ranges(misrouted),
                        unexplained.poisoned().first()),
                findings,
                doubts);
    }

    private void judgeLetters(long there, Words words) {
        long claimed = claim.progress().deadLettered();
        // What was held back when the source claimed so many may have been put aside since.
        boolean mayBeLater = there > claimed && words.isBehind(DeviationKind.RELEASED);
        if (there != claimed && !mayBeLater) {
            findings.add(claim.key() + ": claims " + claimed + " dead letters, " + there + " are there");
        }
    }

    /** Holds what was announced against what the source says of it, and against what came. */
    private void judgeWords(Words words, boolean settled, long reach) {
        words.contradictions(settled).forEach(contradiction -> findings.add(claim.key() + ": " + contradiction));
        if (settled) {
            var copies = pending.overdue(DeviationKind.DUPLICATED);
            long unknown = copies.countBelow(reach);
            find(
                    copies.count() - unknown,
                    "announced to be there once more and not",
                    indices(copies.ranges(reach, Long.MAX_VALUE, Evidence.KEPT)));
            if (unknown > 0) {
                doubts.add(claim.key() + ": " + count(unknown)
                        + " announced to be there once more, and records were gone before they could be read");
            }
        }
    }

    private static List<IndexRange> ranges(Sightings sightings) {
        return sightings.indices().ranges(0, Long.MAX_VALUE, Evidence.KEPT);
    }

    /** Says where records are gone that may have been events of this source. */
    private void noteGaps(List<Gap> gaps, long undetermined) {
        for (var lane : arrived.lanes()) {
            if (lane.replaced() && (undetermined > 0 || goesOnOver(lane.topic(), gaps))) {
                doubts.add(claim.key() + ": topic " + lane.topic()
                        + " was replaced by a new one; what was seen before may not be there any more");
            }
        }
        if (!gone.isEmpty()) {
            doubts.add(claim.key() + ": " + (undetermined > 0 ? count(undetermined) : "something announced is")
                    + " not seen, and does not exist any more: topic " + String.join(", ", gone));
        }
        if (undetermined > 0) {
            gaps.stream()
                    .filter(gap -> GapBound.concerns(gap, claim.topics()))
                    .forEach(gap -> doubts.add(claim.key() + ": " + count(undetermined) + " not seen, and " + gap));
        }
    }

    /** Whether the source has spoken since one of its topics was found replaced: it is not over and done with. */
    private boolean goesOnOver(String topic, List<Gap> gaps) {
        return gaps.stream()
                .filter(gap -> gap.cause() == Gap.Cause.REPLACED && gap.topic().equals(topic))
                .anyMatch(gap -> claim.progress().at().isAfter(gap.found()));
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
                misrouted.put(lane.topic(), lane.settled());
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
