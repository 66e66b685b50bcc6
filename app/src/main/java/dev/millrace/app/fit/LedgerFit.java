package dev.millrace.app.fit;

import dev.millrace.gateway.port.LedgerReport;
import dev.millrace.gateway.port.LedgerView;
import dev.millrace.ledger.verify.Verification;
import dev.millrace.ledger.verify.Verifier;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The ledger, as the gateway asks it. Thread-safe. */
public final class LedgerFit implements LedgerView {
    private final Verifier verifier;
    private final LongSupplier auditRows;
    private final TargetRates targets;

    /**
     * @param auditRows rows of the audit trail
     * @param targets   the rates sources are to have
     */
    public LedgerFit(Verifier verifier, LongSupplier auditRows, TargetRates targets) {
        this.verifier = verifier;
        this.auditRows = auditRows;
        this.targets = targets;
    }

    @Override
    public LedgerReport report(Optional<String> run) {
        return report(run.map(verifier::account).orElseGet(verifier::account));
    }

    @Override
    public LedgerReport verify(Optional<String> run, Duration patience) {
        try {
            return report(run.isPresent() ? verifier.verify(run.get(), patience) : verifier.verify(patience));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return report(run);
        }
    }

    private LedgerReport report(Verification verification) {
        return Reports.of(verification, auditRows.getAsLong(), targets);
    }
}
