package dev.millrace.app.fit;

import dev.millrace.event.progress.Progress;
import dev.millrace.gateway.port.EventTotals;
import dev.millrace.gateway.port.LatencyQuantiles;
import dev.millrace.gateway.port.LedgerReport;
import dev.millrace.gateway.port.LedgerView;
import dev.millrace.gateway.port.RunAccount;
import dev.millrace.gateway.port.SourceAccount;
import dev.millrace.ledger.follow.Latency;
import dev.millrace.ledger.verify.RunReckoning;
import dev.millrace.ledger.verify.SourceReckoning;
import dev.millrace.ledger.verify.Totals;
import dev.millrace.ledger.verify.Verdict;
import dev.millrace.ledger.verify.Verification;
import dev.millrace.ledger.verify.Verifier;
import java.time.Duration;
import java.util.List;
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
    public LedgerReport report() {
        return report(verifier.account());
    }

    @Override
    public LedgerReport verify(Optional<String> run, Duration patience) {
        try {
            return report(run.isPresent() ? verifier.verify(run.get(), patience) : verifier.verify(patience));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return report(verifier.account());
        }
    }

    private LedgerReport report(Verification verification) {
        return new LedgerReport(
                switch (verification.verdict()) {
                    case Verdict.Complete complete -> dev.millrace.gateway.port.Verdict.COMPLETE;
                    case Verdict.Incomplete incomplete -> dev.millrace.gateway.port.Verdict.INCOMPLETE;
                    case Verdict.Unknown unknown -> dev.millrace.gateway.port.Verdict.UNKNOWN;
                },
                switch (verification.verdict()) {
                    case Verdict.Complete complete -> "";
                    case Verdict.Incomplete(var findings) -> String.join("; ", findings);
                    case Verdict.Unknown(var reasons) -> String.join("; ", reasons);
                },
                totals(verification.totals()),
                auditRows.getAsLong(),
                eventsPerSecond(verification.runs()),
                quantiles(verification.latency()),
                verification.runs().stream().map(this::account).toList());
    }

    private RunAccount account(RunReckoning run) {
        return new RunAccount(
                run.run(),
                run.sources().stream().map(source -> account(run.run(), source)).toList());
    }

    private SourceAccount account(String run, SourceReckoning source) {
        return new SourceAccount(
                source.key().source(),
                targets.perSecond(run, source.key().source()),
                source.claim().map(LedgerFit::rate).orElse(0.0));
    }

    /** What all sources together made a second of their active time. */
    private static double eventsPerSecond(List<RunReckoning> runs) {
        return runs.stream()
                .flatMap(run -> run.sources().stream())
                .flatMap(source -> source.claim().stream())
                .mapToDouble(LedgerFit::rate)
                .sum();
    }

    private static double rate(Progress progress) {
        double seconds = progress.active().toNanos() / 1e9;
        return seconds > 0 ? progress.next() / seconds : 0;
    }

    private static EventTotals totals(Totals totals) {
        return new EventTotals(
                totals.generated(),
                totals.ingested(),
                totals.delivered(),
                totals.lost(),
                totals.duplicated(),
                totals.outOfOrder(),
                totals.deadLettered(),
                totals.shed(),
                totals.rejected(),
                totals.inFlight());
    }

    private static LatencyQuantiles quantiles(Latency latency) {
        return new LatencyQuantiles(latency.p50(), latency.p99(), latency.p999(), latency.max());
    }
}
