package dev.millrace.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.port.EventTotals;
import dev.millrace.gateway.port.LatencyQuantiles;
import dev.millrace.gateway.port.LedgerReport;
import dev.millrace.gateway.port.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortfallTest {
    private static final Shortfall GAVE_UP = new Shortfall.GaveUp("pipeline p has failed: no disk");
    private static final Shortfall BEHIND = new Shortfall.Behind("pipeline q is still behind");

    @Test
    void shouldLeaveTheLedgersVerdictWhereAllIsDone() {
        var report = report(Verdict.COMPLETE, "");

        assertThat(Shortfall.judge(report, List.of())).isSameAs(report);
    }

    @ParameterizedTest
    @CsvSource({
        "COMPLETE,   INCOMPLETE, UNKNOWN",
        "UNKNOWN,    INCOMPLETE, UNKNOWN",
        "INCOMPLETE, INCOMPLETE, INCOMPLETE",
    })
    void shouldNeverBeCompleteOverWorkThatIsNotDone(Verdict ledgers, Verdict withFailure, Verdict withLag) {
        var report = report(ledgers, "");

        assertThat(Shortfall.judge(report, List.of(GAVE_UP)).verdict()).isEqualTo(withFailure);
        assertThat(Shortfall.judge(report, List.of(BEHIND)).verdict()).isEqualTo(withLag);
        assertThat(Shortfall.judge(report, List.of(BEHIND, GAVE_UP)).verdict()).isEqualTo(withFailure);
    }

    @Test
    void shouldTellEveryReason() {
        var judged = Shortfall.judge(report(Verdict.INCOMPLETE, "1 lost"), List.of(GAVE_UP, BEHIND));

        assertThat(judged.reason()).isEqualTo("1 lost; pipeline p has failed: no disk; pipeline q is still behind");
    }

    private static LedgerReport report(Verdict verdict, String reason) {
        return new LedgerReport(
                verdict,
                reason,
                new EventTotals(1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                1,
                1.0,
                new LatencyQuantiles(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO),
                List.of());
    }
}
