package dev.millrace.app.fit;

import dev.millrace.gateway.port.EventTotals;
import dev.millrace.gateway.port.LatencyQuantiles;
import dev.millrace.gateway.port.LedgerReport;
import dev.millrace.gateway.port.LedgerView;
import dev.millrace.gateway.port.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What an instance without the role {@code delivery} says of the account: that it cannot tell. */
public final class NoLedger implements LedgerView {
    private static final LedgerReport REPORT = new LedgerReport(
            Verdict.UNKNOWN,
            "this instance does not play the role 'delivery', which keeps the ledger; ask one that does",
            EventTotals.NONE,
            0,
            0,
            new LatencyQuantiles(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO),
            List.of());

    @Override
    public LedgerReport report(Optional<String> run) {
        return REPORT;
    }

    @Override
    public LedgerReport verify(Optional<String> run, Duration patience) {
        return REPORT;
    }
}
