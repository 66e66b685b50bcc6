package dev.millrace.app.cli;

import dev.millrace.gateway.port.LedgerReport;
import dev.millrace.gateway.port.PipelineView;
import dev.millrace.gateway.port.StatusReport;

/** The one line that shows a running program: rates, lag, ledger. Not thread-safe. */
final class StatusLine {
    private final Terminal terminal;
    private long lastEvents = -1;
    private long lastNanos;

    StatusLine(Terminal terminal) {
        this.terminal = terminal;
    }

    void show(LedgerReport report, StatusReport status) {
        var events = report.events();
        long sent = events.generated() + events.ingested();
        long now = System.nanoTime();
        double rate = lastEvents < 0 ? 0 : (sent - lastEvents) * 1e9 / Math.max(1, now - lastNanos);
        lastEvents = sent;
        lastNanos = now;
        long lag = status.pipelines().stream().mapToLong(PipelineView::lag).sum();
        terminal.status("%s events/s · %s sent · %s delivered · pipelines %s behind · audit %s rows, %s behind · %s"
                .formatted(
                        Numbers.grouped(Math.round(rate)),
                        Numbers.grouped(sent),
                        Numbers.grouped(events.delivered()),
                        Numbers.grouped(lag),
                        Numbers.grouped(status.audit().rows()),
                        Numbers.grouped(status.audit().lag()),
                        trouble(report)));
    }

    private String trouble(LedgerReport report) {
        var events = report.events();
        long wrong = events.lost() + events.duplicated() + events.outOfOrder();
        return wrong == 0 ? terminal.green("nothing lost") : terminal.red(wrong + " lost, twice or out of order");
    }
}
