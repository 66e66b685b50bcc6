package dev.millrace.generator.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.generator.testing.Workloads;
import dev.millrace.settings.InvalidSetting;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A workload that is changed while a run goes on. */
class ChangedTest {
    private static final Duration MOMENT = Duration.ofMillis(11_117);
    private static final Workload OTHER = new Workload.Constant(Workloads.rate(777));

    static Stream<Arguments> workloads() {
        return Workloads.around(1_000).entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("workloads")
    void shouldLeaveWhatWasDueBeforeAsItWas(String name, Workload workload) {
        var before = Workloads.due(workload);
        var after = Workloads.due(workload.changedAt(MOMENT, other(workload)));
        long reached = before.countAt(MOMENT.toNanos() - 1);

        for (long index = 0; index < reached; index++) {
            assertThat(after.offsetNanos(index)).isEqualTo(before.offsetNanos(index));
        }
        assertThat(after.offsetNanos(reached)).isGreaterThanOrEqualTo(MOMENT.toNanos());
        assertThat(after.perSecondAt(MOMENT.toNanos())).isEqualTo(777);
    }

    @Test
    void shouldChangeAgain() {
        var once = new Workload.Constant(Workloads.rate(100)).changedAt(Duration.ofSeconds(1), OTHER);
        var twice = once.changedAt(Duration.ofSeconds(3), new Workload.Constant(Workloads.rate(10)));
        var due = Workloads.due(twice);

        assertThat(due.countAt(1_000_000_000L - 1)).isEqualTo(100);
        assertThat(due.countAt(3_000_000_000L - 1)).isEqualTo(100 + 2 * 777);
        assertThat(due.countAt(13_000_000_000L - 1)).isEqualTo(100 + 2 * 777 + 100);
    }

    @Test
    void shouldRefuseToScatterEventsThatCameEvenly() {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> OTHER.changedAt(MOMENT, new Workload.Poisson(Workloads.rate(5))))
                .withMessageContaining("cannot be changed while a run goes on");
    }

    private static Workload other(Workload workload) {
        return switch (workload.arrivals()) {
            case EVEN -> OTHER;
            case POISSON -> new Workload.Poisson(Workloads.rate(777));
        };
    }
}
