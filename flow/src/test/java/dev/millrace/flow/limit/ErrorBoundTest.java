package dev.millrace.flow.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.settings.Share;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The figures in docs/flow-control.md. */
class ErrorBoundTest {
    private final ErrorBound bound = new ErrorBound(50_000, 4, Duration.ofSeconds(1), new Share(0));

    @Test
    void allInstancesAloneTakeNineTenths() {
        assertThat(bound.alone()).isEqualTo(45_000);
    }

    @Test
    void ofASmallLimitEachTakesOneEvent() {
        var small = new ErrorBound(2, 4, Duration.ofSeconds(1), new Share(0));

        assertThat(small.alone()).isEqualTo(4);
        assertThat(small.worstWindowOfAnOutage()).isEqualTo(5);
    }

    @Test
    void anOutageCostsTheSharesOfAllOthers() {
        assertThat(bound.worstWindowOfAnOutage()).isEqualTo(83_750);
    }

    @Test
    void aLossCostsOneLeaseEach() {
        assertThat(bound.worstWindowOfALoss()).isEqualTo(53_142);
    }

    @Test
    void whoAsksLessOftenHasLargerLeasesToLose() {
        var many = new ErrorBound(200_000, 1_000, Duration.ofSeconds(1), new Share(0));

        // Five periods of 62.5 ms.
        assertThat(many.worstWindowOfALoss()).isEqualTo(200_000 + 62_500 + 1_000);
    }

    @Test
    void anInstanceAloneCannotExceedItsLimitInAnOutage() {
        var alone = new ErrorBound(50_000, 1, Duration.ofSeconds(1), new Share(0));

        assertThat(alone.worstWindowOfAnOutage()).isEqualTo(50_000);
    }
}
