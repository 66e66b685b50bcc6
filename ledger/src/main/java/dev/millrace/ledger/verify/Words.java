package dev.millrace.ledger.verify;

import dev.millrace.event.progress.DeviationKind;
import dev.millrace.event.progress.Progress;
import dev.millrace.ledger.account.Claim;
import dev.millrace.ledger.account.SourceStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Holds how much a source says to have announced against what was announced. Pure.
 *
 * @param claim  what it says
 * @param seen   what was announced
 * @param latest what it said last, if that was read after all that was announced
 */
record Words(Progress claim, SourceStatement seen, Optional<Claim> latest) {

    /** How many indices below those claimed were announced as of a kind. */
    long count(DeviationKind kind) {
        return Math.min(claim.deviations(kind), seen.announced(kind).count());
    }

    /** Whether more was announced of a kind than the claim knows of. */
    boolean isBehind(DeviationKind kind) {
        return seen.announced(kind).count() > claim.deviations(kind);
    }

    /** How many of those are never sent. */
    long omitted() {
        long omitted = 0;
        for (var kind : DeviationKind.values()) {
            omitted += kind.omits() ? count(kind) : 0;
        }
        return omitted;
    }

    /**
     * What does not fit, one sentence for each.
     *
     * @param settled whether all that was announced up to the claim must have been read
     */
    List<String> contradictions(boolean settled) {
        var found = new ArrayList<String>();
        for (var kind : DeviationKind.values()) {
            long announced = seen.announced(kind).count();
            long least = settled ? claim.deviations(kind) : 0;
            long most =
                    latest.map(claimed -> claimed.progress().deviations(kind)).orElse(Long.MAX_VALUE);
            if (announced < least || announced > most) {
                found.add("claims to have announced " + (announced < least ? least : most) + " indices as "
                        + kind.word() + ", " + announced + " are");
            }
        }
        return found;
    }
}
