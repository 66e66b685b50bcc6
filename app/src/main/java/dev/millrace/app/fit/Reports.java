package dev.millrace.app.fit;

import dev.millrace.gateway.port.EventTotals;
import dev.millrace.gateway.port.LatencyQuantiles;
import dev.millrace.gateway.port.LedgerReport;
import dev.millrace.gateway.port.RunAccount;
import dev.millrace.gateway.port.SourceAccount;
import dev.millrace.generator.channel.Tally;
import dev.millrace.ledger.follow.Latency;
import dev.millrace.ledger.verify.RunReckoning;
import dev.millrace.ledger.verify.SourceReckoning;
import dev.millrace.ledger.verify.Totals;
import dev.millrace.ledger.verify.Verdict;
import dev.millrace.ledger.verify.Verification;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the ledger says, in the words of the gateway. Pure functions. */
final class Reports {
    private Reports() {}

    static LedgerReport of(Verification verification, long auditRows, TargetRates targets) {
        return new LedgerReport(
                word(verification.verdict()),
                reason(verification.verdict()),
                totals(verification.totals()),
                auditRows,
                eventsPerSecond(verification),
                quantiles(verification.latency()),
                verification.runs().stream().map(run -> account(run, targets)).toList());
    }

    private static dev.millrace.gateway.port.Verdict word(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Complete complete -> dev.millrace.gateway.port.Verdict.COMPLETE;
            case Verdict.Incomplete incomplete -> dev.millrace.gateway.port.Verdict.INCOMPLETE;
            case Verdict.Unknown unknown -> dev.millrace.gateway.port.Verdict.UNKNOWN;
        };
    }

    private static String reason(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Complete complete -> "";
            case Verdict.Incomplete(var findings) -> String.join("; ", findings);
            case Verdict.Unknown(var reasons) -> String.join("; ", reasons);
        };
    }

    /** What was delivered, by the time in which any of the sources was active. */
    private static double eventsPerSecond(Verification verification) {
        var claims = verification.runs().stream()
                .flatMap(run -> run.sources().stream())
                .flatMap(source -> source.claim().stream())
                .toList();
        double seconds = ActiveTime.of(claims).toNanos() / 1e9;
        return seconds > 0 ? verification.totals().delivered() / seconds : 0;
    }

    private static RunAccount account(RunReckoning run, TargetRates targets) {
        return new RunAccount(
                run.run(),
                word(run.verdict()),
                reason(run.verdict()),
                run.sources().stream()
                        .collect(Collectors.groupingBy(
                                source -> source.key().source(), TreeMap::new, Collectors.toList()))
                        .entrySet()
                        .stream()
                        .map(source -> new SourceAccount(
                                source.getKey(),
                                targets.perSecond(run.run(), source.getKey()),
                                rate(source.getValue())))
                        .toList());
    }

    /** Events a second that a source sent: of all its shards, by the time the longest of them was active. */
    private static double rate(List<SourceReckoning> shards) {
        long events = 0;
        double seconds = 0;
        for (var shard : shards) {
            if (shard.claim().isPresent()) {
                var progress = shard.claim().get();
                events += Tally.of(progress).sent();
                seconds = Math.max(seconds, progress.active().toNanos() / 1e9);
            }
        }
        return seconds > 0 ? events / seconds : 0;
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
                totals.inFlight(),
                totals.undetermined(),
                totals.skipped(),
                totals.dropped(),
                totals.poisoned(),
                totals.heldBack(),
                totals.copies());
    }

    private static LatencyQuantiles quantiles(Latency latency) {
        return new LatencyQuantiles(latency.p50(), latency.p99(), latency.p999(), latency.max());
    }
}
