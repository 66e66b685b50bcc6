package dev.millrace.gateway.port;

import java.util.List;

/**
 * What became of the events.
 *
 * @param verdict         whether all of them are accounted for
 * @param reason          why the verdict is what it is, for a person; with evidence where something is wrong
 * @param events          how many there are of each fate
 * @param auditRows       rows of the audit trail
 * @param eventsPerSecond events delivered a second
 * @param latency         how long they took
 * @param runs            the runs they came from
 */
public record LedgerReport(
        Verdict verdict,
        String reason,
        EventTotals events,
        long auditRows,
        double eventsPerSecond,
        LatencyQuantiles latency,
        List<RunAccount> runs) {
    public LedgerReport {
        runs = List.copyOf(runs);
    }

    /** The same figures, judged otherwise. */
    public LedgerReport with(Verdict otherVerdict, String otherReason) {
        return new LedgerReport(otherVerdict, otherReason, events, auditRows, eventsPerSecond, latency, runs);
    }
}
