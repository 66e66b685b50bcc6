package dev.millrace.ledger.verify;

import dev.millrace.ledger.account.SourceKey;
import java.util.Optional;

/**
 * Whose events are asked about.
 *
 * @param run one run, or all of them
 */
record Scope(Optional<String> run) {
    static final Scope EVERYTHING = new Scope(Optional.empty());

    static Scope of(String run) {
        return new Scope(Optional.of(run));
    }

    boolean includes(SourceKey key) {
        return run.map(key.run()::equals).orElse(true);
    }

    /** What to think of it if nobody has claimed anything: of all runs together nothing, it is how a stream begins. */
    Optional<String> nothingClaimed() {
        return run.map(id -> "no source has claimed anything in run " + id + ": is that its id?");
    }
}
