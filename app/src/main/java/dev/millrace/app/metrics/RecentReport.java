package dev.millrace.app.metrics;

import dev.millrace.gateway.port.LedgerReport;
import dev.millrace.gateway.port.LedgerView;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's report, made anew at most once a second: a scrape asks for every figure on its own, and each report is a
 * reckoning of everything. Thread-safe.
 */
final class RecentReport {
    private static final long KEPT = Duration.ofSeconds(1).toNanos();

    private final LedgerView ledger;
    private final LongSupplier nanoTime;
    private @Nullable LedgerReport latest;
    private long made;

    /** @param nanoTime a clock such as {@link System#nanoTime()} */
    RecentReport(LedgerView ledger, LongSupplier nanoTime) {
        this.ledger = ledger;
        this.nanoTime = nanoTime;
    }

    synchronized LedgerReport get() {
        long now = nanoTime.getAsLong();
        var report = latest;
        if (report == null || now - made >= KEPT) {
            report = ledger.report();
            latest = report;
            made = now;
        }
        return report;
    }
}
