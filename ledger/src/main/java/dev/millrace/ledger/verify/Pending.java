package dev.millrace.ledger.verify;

import dev.millrace.event.interval.IntervalSet;
import dev.millrace.event.progress.DeviationKind;
import dev.millrace.event.progress.Progress;
import dev.millrace.ledger.account.SourceStatement;

/**
 * Tells what a source announced so lately that it need not have been seen from what must have been. Pure.
 *
 * <p>A statement may show announcements later than the claim it is judged by. They are known to be later where there are
 * more of them than the claim speaks of, and they were not there before it was found out how far to read.
 */
record Pending(Progress claim, SourceStatement seen, SourceStatement before) {

    /**
     * Indices that are not there, and need not be: held back by a source that goes on, or released only now.
     *
     * @param arrived what is there
     */
    IntervalSet withheld(IntervalSet arrived) {
        var withheld = new IntervalSet();
        if (!claim.ended()) {
            add(seen.awaited(DeviationKind.DELAYED), arrived, withheld);
        }
        add(notDue(DeviationKind.RELEASED), arrived, withheld);
        return withheld;
    }

    /** Announced indices of a kind of which must have been seen what was announced, and was not. */
    IntervalSet overdue(DeviationKind kind) {
        var awaited = seen.awaited(kind);
        var later = notDue(kind);
        if (later.isEmpty()) {
            return awaited;
        }
        var overdue = new IntervalSet();
        add(awaited, later, overdue);
        return overdue;
    }

    private IntervalSet notDue(DeviationKind kind) {
        var notDue = new IntervalSet();
        if (seen.announced(kind).count() > claim.deviations(kind)) {
            add(seen.awaited(kind), before.awaited(kind), notDue);
        }
        return notDue;
    }

    private static void add(IntervalSet from, IntervalSet without, IntervalSet to) {
        from.forEach(index -> {
            if (!without.contains(index)) {
                to.add(index);
            }
        });
    }
}
