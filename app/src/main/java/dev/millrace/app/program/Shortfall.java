package dev.millrace.app.program;

import dev.millrace.gateway.port.LedgerReport;
import dev.millrace.gateway.port.Verdict;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something a part did not do by the end of a program. The ledger judges what sources have sent; a verdict over the
 * program as a whole has to count this in.
 */
sealed interface Shortfall {
    /** What it is, for a person. */
    String words();

    /** A part gave up; it will not get further by being waited for. */
    record GaveUp(String words) implements Shortfall {}

    /** A part is behind, or cannot be asked; the next start goes on with it. */
    record Behind(String words) implements Shortfall {}

    /** The verdict of the ledger with what the parts fell short of counted in. */
    static LedgerReport judge(LedgerReport report, List<Shortfall> shortfalls) {
        if (shortfalls.isEmpty()) {
            return report;
        }
        var reason = Stream.concat(
                        Stream.of(report.reason()), shortfalls.stream().map(Shortfall::words))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining("; "));
        return report.with(verdict(report.verdict(), shortfalls), reason);
    }

    private static Verdict verdict(Verdict ledgers, List<Shortfall> shortfalls) {
        boolean gaveUp = shortfalls.stream().anyMatch(GaveUp.class::isInstance);
        return gaveUp || ledgers == Verdict.INCOMPLETE ? Verdict.INCOMPLETE : Verdict.UNKNOWN;
    }
}
