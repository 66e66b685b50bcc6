package dev.millrace.generator.workload;

import static dev.millrace.generator.testing.Workloads.due;
import static dev.millrace.generator.testing.Workloads.level;
import static dev.millrace.generator.testing.Workloads.rate;
import static dev.millrace.generator.testing.Workloads.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.settings.Level;
import dev.millrace.settings.Rate;
import dev.millrace.settings.TimeShift;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each shape is, in numbers a person can check. */
class ShapesTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void shouldRampInAStraightLineAndThenStay() {
        var ramp = due(new Ramp(new Ramp.Line(Level.NONE, level(1_000), seconds(10))));

        assertThat(ramp.offsetNanos(0)).isZero();
        assertThat(ramp.offsetNanos(50)).isEqualTo(SECOND);
        assertThat(ramp.offsetNanos(5_000)).isEqualTo(10 * SECOND);
        assertThat(ramp.offsetNanos(6_000)).isEqualTo(11 * SECOND);
        assertThat(ramp.meanPerSecond(10 * SECOND)).isEqualTo(500);
    }

    @Test
    void shouldRampDownToNothingAndEnd() {
        var ramp = due(new Ramp(new Ramp.Line(level(1_000), Level.NONE, seconds(10))));

        assertThat(ramp.events()).isEqualTo(5_000);
        assertThat(ramp.offsetNanos(4_999)).isLessThan(10 * SECOND);
        assertThat(ramp.offsetNanos(5_000)).isEqualTo(DueTimes.NEVER);
    }

    @Test
    void shouldSendTheFirstEventAfterAGapAtItsEnd() {
        var gaps = due(new Workload.Constant(rate(10), null, new Gaps(seconds(2), seconds(1))));

        assertThat(gaps.offsetNanos(9)).isEqualTo(SECOND * 9 / 10);
        assertThat(gaps.offsetNanos(10)).isEqualTo(2 * SECOND);
        assertThat(gaps.offsetNanos(25)).isEqualTo(4 * SECOND + SECOND / 2);
    }

    @Test
    void shouldBurstAtTheBeginningOfEachCycleAndLetGapsPrevail() {
        var both = due(new Workload.Constant(
                rate(10), new Bursts(seconds(4), seconds(1), 3), new Gaps(seconds(6), seconds(2))));

        // 1 s burst, 3 s plain, 2 s gap in which a burst would begin; then 2 s plain, 1 s burst, 1 s plain, 2 s gap.
        assertThat(both.countAt(SECOND - 1)).isEqualTo(30);
        assertThat(both.countAt(6 * SECOND - 1)).isEqualTo(60);
        assertThat(both.countAt(8 * SECOND - 1)).isEqualTo(80);
        assertThat(both.countAt(9 * SECOND - 1)).isEqualTo(110);
        assertThat(both.countAt(12 * SECOND - 1)).isEqualTo(120);
        assertThat(both.countAt(13 * SECOND - 1)).as("all begins anew").isEqualTo(150);
    }

    @Test
    void shouldClimbStepsAndStayOrBeginAnew() {
        var steps = List.of(level(10), Level.NONE, level(100));
        var once = due(new Steps(steps, seconds(1), false));
        var again = due(new Steps(steps, seconds(1), true));

        assertThat(once.offsetNanos(10)).isEqualTo(2 * SECOND);
        assertThat(once.countAt(5 * SECOND - 1)).isEqualTo(310);
        assertThat(again.countAt(6 * SECOND - 1)).isEqualTo(220);
    }

    @Test
    void shouldSwingAroundTheMean() {
        var sine = due(new Sine(new Sine.Wave(rate(5_000), rate(3_000), Duration.ofMinutes(10))));

        assertThat(sine.countAt(600 * SECOND - 1)).isEqualTo(3_000_000);
        assertThat(sine.countAt(600_000 * SECOND - 1)).isEqualTo(3_000_000_000L);
        assertThat(sine.perSecondAt(150 * SECOND)).isCloseTo(8_000, within(0.1));
        assertThat(sine.perSecondAt(450 * SECOND)).isCloseTo(2_000, within(0.1));
        // The integral of the wave over its first half.
        assertThat((double) sine.countAt(300 * SECOND - 1)).isCloseTo(1_500_000 + 3_000 * 600 / Math.PI, within(10.0));
    }

    @Test
    void shouldPeakOnceOrAgainAndAgain() {
        var once = due(
                new Spike(new Spike.Peak(level(10), rate(100), seconds(5), seconds(2), seconds(1), seconds(1), null)));
        var again = due(new Spike(new Spike.Peak(
                Level.NONE, rate(100), seconds(5), seconds(2), Duration.ZERO, Duration.ZERO, seconds(10))));

        assertThat(once.countAt(20 * SECOND - 1)).isEqualTo(50 + 55 + 200 + 55 + 110);
        assertThat(again.offsetNanos(0)).isEqualTo(5 * SECOND);
        assertThat(again.offsetNanos(200)).isEqualTo(15 * SECOND);
    }

    @Test
    void shouldDrawRatesAroundTheMean() {
        var drawn = due(new Gaussian(new Gaussian.Swing(rate(1_000), rate(100), seconds(10))));
        double squares = 0;
        for (int window = 0; window < 3_000; window++) {
            double off = drawn.perSecondAt((window * 10L + 5) * SECOND) - 1_000;
            squares += off * off;
        }

        assertThat(drawn.countAt(10_000 * SECOND - 1)).isEqualTo(10_000_000);
        assertThat(drawn.countAt(20_000 * SECOND - 1)).isEqualTo(20_000_000);
        assertThat(Math.sqrt(squares / 3_000)).isCloseTo(100, within(5.0));
    }

    @Test
    void shouldGoThroughStages() {
        var stages = new Stages(
                List.of(
                        new Stage.Toward(level(100), seconds(2)),
                        new Stage.Rated(new Workload.Constant(rate(100)), seconds(3)),
                        new Stage.Rest(seconds(1)),
                        new Stage.Toward(level(50), seconds(2))),
                new Times(2));
        var due = due(stages);

        assertThat(due.events()).isEqualTo(2 * (100 + 300 + 50));
        assertThat(due.offsetNanos(400)).as("the first after the pause").isGreaterThanOrEqualTo(6 * SECOND);
        assertThat(due.countAt(8 * SECOND - 1)).isEqualTo(450);
        assertThat(stages.span()).contains(seconds(16));
    }

    @Test
    void shouldNotRoundWhereStagesGoOverIntoEachOther() {
        var short_ = new Stage.Rated(new Workload.Constant(rate(4)), Duration.ofMillis(100));
        var due = due(new Stages(List.of(short_, short_, short_), new Times(1_000)));

        assertThat(due.events()).isEqualTo(1_200);
        assertThat(due.offsetNanos(1_000)).isEqualTo(250 * SECOND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"500/m", "7/h", "1/s", "33333/m", "0.1/s", "100k/s"})
    void shouldMakeExactlyTheEventsOfWholeUnitsOfTime(String rate) {
        var perSecond = Rate.parse(rate);
        var due = due(new Workload.Constant(perSecond), Duration.ofHours(10));

        assertThat((double) due.events()).isEqualTo(Math.rint(perSecond.perSecond() * 36_000));
    }

    @Test
    void shouldBeginInThePastAndHoldThePresentRateFromNowOn() {
        var timeline = Timeline.from(Instant.parse("2026-01-14T10:00:00Z"));
        var ago = new Pacing(new Workload.Constant(rate(100)), new StartTime(TimeShift.parse("-7d"), null), null, null)
                .dueTimes(1, "s", () -> timeline);
        var moment = new Pacing(new Workload.Constant(rate(100)), StartTime.parse("2026-01-07T10:00:00Z"), null, null)
                .dueTimes(1, "s", () -> timeline);

        assertThat(ago.offsetNanos(0)).isEqualTo(-Duration.ofDays(7).toNanos());
        assertThat(ago.countAt(-1)).isEqualTo(7 * 86_400 * 100);
        assertThat(ago.offsetNanos(7 * 86_400 * 100)).isZero();
        assertThat(timeline.wallMicros(ago.offsetNanos(0)))
                .isEqualTo(Instant.parse("2026-01-07T10:00:00Z").getEpochSecond() * 1_000_000);
        assertThat(moment.offsetNanos(12_345)).isEqualTo(ago.offsetNanos(12_345));
    }

    @Test
    void shouldBeginLater() {
        var timeline = Timeline.from(Instant.EPOCH);
        var later = new Pacing(new Workload.Constant(rate(100)), StartTime.parse("10m"), Duration.ofSeconds(2), null)
                .dueTimes(1, "s", () -> timeline);

        assertThat(later.offsetNanos(0)).isEqualTo(600 * SECOND);
        assertThat(later.events()).isEqualTo(200);
        assertThat(later.countAt(600 * SECOND - 1)).isZero();
    }
}
