package dev.millrace.app.cli;

import dev.millrace.gateway.ledger.LedgerAnswer;
import dev.millrace.gateway.port.StatusReport;
import dev.millrace.gateway.port.Verdict;
import java.util.Locale;

/** The result of a program's work, as a table for a person. */
final class Summary {
    private final Terminal terminal;

    Summary(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The exit code that tells a script of a verdict. */
    static int exitCode(Verdict verdict) {
        return switch (verdict) {
            case COMPLETE -> ExitCode.DONE;
            case INCOMPLETE -> ExitCode.NO;
            case UNKNOWN -> ExitCode.UNREACHABLE;
        };
    }

    void print(LedgerAnswer report, StatusReport status) {
        print(report);
        for (var pipeline : status.pipelines()) {
            var counters = new StringBuilder();
            pipeline.counters()
                    .forEach((name, count) -> counters.append("  %s %s".formatted(name, Numbers.grouped(count))));
            terminal.data("  pipeline %-10s%s".formatted(pipeline.name(), counters));
        }
        for (var letters : status.deadLetters()) {
            if (letters.events() > 0) {
                terminal.data("  %-24s %s dead letters; look at them with: millrace tail %s"
                        .formatted(letters.topic(), Numbers.grouped(letters.events()), letters.topic()));
            }
        }
    }

    void print(LedgerAnswer report) {
        var events = report.events();
        terminal.data("Verdict: " + styled(report) + (report.reason().isEmpty() ? "" : " - " + report.reason()));
        row("generated", events.generated());
        row("ingested", events.ingested());
        row("delivered", events.delivered());
        row("dead-lettered", events.deadLettered());
        row("lost", events.lost());
        row("duplicated", events.duplicated());
        row("out of order", events.outOfOrder());
        row("in flight", events.inFlight());
        rowIfAny("undetermined", events.undetermined());
        rowIfAny("shed", events.shed());
        rowIfAny("rejected", events.rejected());
        rowIfAny("skipped", events.skipped());
        rowIfAny("dropped", events.dropped());
        rowIfAny("poisoned", events.poisoned());
        rowIfAny("held back", events.heldBack());
        rowIfAny("copies", events.copies());
        row("audit rows", report.audit().rows());
        terminal.data(String.format(
                Locale.ROOT,
                "  %-14s p50 %.0f ms, p99 %.0f ms, max %.0f ms, from due time to a reader of committed events",
                "latency",
                report.latencyMs().p50(),
                report.latencyMs().p99(),
                report.latencyMs().max()));
        for (var run : report.runs()) {
            if (report.runs().size() > 1 && run.verdict() != report.verdict()) {
                terminal.data("  run %s  %s".formatted(run.id(), run.verdict()));
            }
            for (var source : run.sources()) {
                terminal.data(String.format(
                        Locale.ROOT,
                        "  run %s  %-14s %.0f events/s%s",
                        run.id(),
                        source.source(),
                        source.actualRate(),
                        source.targetRate() > 0 ? String.format(Locale.ROOT, " of %.0f", source.targetRate()) : ""));
            }
        }
    }

    /** What only some sources do is left out where none does. */
    private void rowIfAny(String name, long count) {
        if (count > 0) {
            row(name, count);
        }
    }

    private void row(String name, long count) {
        terminal.data("  %-14s %15s".formatted(name, Numbers.grouped(count)));
    }

    private String styled(LedgerAnswer report) {
        var word = report.verdict().toString();
        return switch (report.verdict()) {
            case COMPLETE -> terminal.judged(true, word);
            case INCOMPLETE, UNKNOWN -> terminal.judged(false, word);
        };
    }
}
