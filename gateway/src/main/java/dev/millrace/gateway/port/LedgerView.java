package dev.millrace.gateway.port;

import java.time.Duration;
import java.util.Optional;

/** The account of every event. Thread-safe. */
public interface LedgerView {

    /** The account of all runs as it stands, in the way of {@link #report(Optional)}. */
    default LedgerReport report() {
        return report(Optional.empty());
    }

    /**
     * The account as it stands, with events under way counted as such; answers without waiting for anything.
     * What cannot be known makes the verdict {@link Verdict#UNKNOWN}, not an exception.
     *
     * @param run one run only; empty for all
     */
    LedgerReport report(Optional<String> run);

    /**
     * Waits until everything sent so far is accounted for, at most as long as {@code patience}, and returns the
     * account as it is then.
     *
     * @param run one run only; empty for all
     */
    LedgerReport verify(Optional<String> run, Duration patience);
}
