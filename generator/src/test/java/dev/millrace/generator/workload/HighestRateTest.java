package dev.millrace.generator.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.generator.testing.Workloads;
import dev.millrace.settings.Rate;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rate that sizes are reckoned with is the highest a workload comes to, and no higher. */
class HighestRateTest {
    private static final long MILLI = 1_000_000L;
    private static final Duration DAY = Duration.ofDays(1);

    static Stream<Arguments> workloads() {
        return Workloads.around(1_000).entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("workloads")
    void shouldNeverBeExceeded(String name, Workload workload) {
        assertThat(seen(workload, Duration.ofMillis(10), Duration.ofMinutes(2)))
                .isLessThanOrEqualTo(workload.highestPerSecond() * (1 + 1e-9));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("workloads")
    void shouldBeReachedUnlessItIsDrawn(String name, Workload workload) {
        double seen = workload.followsCalendar()
                ? seen(workload, Duration.ofMinutes(1), DAY.multipliedBy(7))
                : seen(workload, Duration.ofMillis(10), Duration.ofMinutes(2));

        double drawn = workload instanceof Gaussian ? 0.5 : 0.01;
        assertThat(seen).isCloseTo(workload.highestPerSecond(), within(drawn * workload.highestPerSecond()));
    }

    @Test
    void shouldRememberTheRatesThereWereWhenTheyWereChanged() {
        var changed = constant(10)
                .changedAt(Duration.ofMinutes(1), constant(500))
                .changedAt(Duration.ofMinutes(2), constant(20));

        assertThat(changed.highestPerSecond()).isEqualTo(500);
    }

    @Test
    void shouldTakeADaysFactorsTogether() {
        var diurnal = new Diurnal(
                new Rate(100),
                Map.of("0", 0.5, "12", 3.0),
                new Days(1, 1, 1, 1, 1, 2, 0.5),
                Map.of("0", 1.0, "30", 1.5),
                Zone.parse("UTC"),
                false);

        assertThat(diurnal.highestPerSecond()).isEqualTo(100 * 3.0 * 2 * 1.5);
    }

    private static double seen(Workload workload, Duration step, Duration until) {
        var due = Workloads.due(workload);
        double highest = 0;
        for (long nanos = 0; nanos < until.toNanos(); nanos += step.toNanos()) {
            highest = Math.max(highest, due.perSecondAt(nanos + MILLI));
        }
        return highest;
    }

    private static Workload constant(double perSecond) {
        return new Workload.Constant(new Rate(perSecond));
    }
}
