package dev.millrace.gateway.ledger;

import dev.millrace.gateway.port.EventTotals;
import dev.millrace.gateway.port.LatencyQuantiles;
import dev.millrace.gateway.port.LedgerReport;
import dev.millrace.gateway.port.RunAccount;
import dev.millrace.gateway.port.Verdict;
import java.time.Duration;
import java.util.List;

/**
 * A ledger report in the form it is told to programs: the same over HTTP as at the end of {@code up --for},
 * {@code verify} and {@code load-test}.
 *
 * @param latencyMs milliseconds from when an event was due to when a consumer of committed events had it
 * @see LedgerReport for the rest
 */
public record LedgerAnswer(
        Verdict verdict,
        String reason,
        EventTotals events,
        Audit audit,
        double eventsPerSecond,
        Milliseconds latencyMs,
        List<RunAccount> runs) {

    /** The audit trail. */
    public record Audit(long rows) {}

    /** Quantiles of latency in milliseconds, to the microsecond. */
    public record Milliseconds(double p50, double p99, double p999, double max) {
        static Milliseconds of(LatencyQuantiles quantiles) {
            return new Milliseconds(
                    millis(quantiles.p50()),
                    millis(quantiles.p99()),
                    millis(quantiles.p999()),
                    millis(quantiles.max()));
        }

        private static double millis(Duration duration) {
            long micros = duration.toNanos() / 1_000;
            return micros / 1_000.0;
        }
    }

    /** The answer that tells of this report. */
    public static LedgerAnswer of(LedgerReport report) {
        return new LedgerAnswer(
                report.verdict(),
                report.reason(),
                report.events(),
                new Audit(report.auditRows()),
                report.eventsPerSecond(),
                Milliseconds.of(report.latency()),
                report.runs());
    }
}
