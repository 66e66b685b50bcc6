package dev.millrace.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.ledger.LedgerAnswer;
import dev.millrace.gateway.port.EventTotals;
import dev.millrace.gateway.port.LatencyQuantiles;
import dev.millrace.gateway.port.LedgerReport;
import dev.millrace.gateway.port.RunAccount;
import dev.millrace.gateway.port.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
    @Test
    void shouldShowEveryFateThatEventsHave() {
        var shown = shown(Verdict.UNKNOWN, List.of());

        for (int fate = 1; fate <= 16; fate++) {
            assertThat(shown).containsPattern("(?m)^  [a-z -]+ +" + 10 * fate + "$");
        }
        assertThat(shown).containsPattern("undetermined +110");
    }

    @Test
    void shouldNameTheRunsWhoseVerdictIsNotThatOfAll() {
        var shown = shown(
                Verdict.UNKNOWN,
                List.of(
                        new RunAccount("old", Verdict.UNKNOWN, "its topic is gone", List.of()),
                        new RunAccount("new", Verdict.COMPLETE, "", List.of())));

        assertThat(shown).contains("  run new  complete").doesNotContain("run old");
    }

    private static String shown(Verdict verdict, List<RunAccount> runs) {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        new Summary(new Terminal(stream, stream, false, false))
                .print(LedgerAnswer.of(new LedgerReport(
                        verdict,
                        "",
                        new EventTotals(10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120, 130, 140, 150, 160),
                        7,
                        0,
                        new LatencyQuantiles(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO),
                        runs)));
        return out.toString(StandardCharsets.UTF_8);
    }
}
