package dev.millrace.flow.shed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Share;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PressureTest {
    private final ShedSettings settings =
            new ShedSettings(100, null, null, new Threshold(new Share(0.9), new Share(1)), null);

    @ParameterizedTest
    @CsvSource({
        "0.9, 0, 0, 0, QUEUE",
        "0, 0.9, 0, 0, HEAP",
        "0, 0, 0.99, 0, CPU",
        "0, 0, 0, 0.8, BUFFER",
        "0.72, 0.94, 0.95, 0.71, HEAP",
        "0.5, 0.5, 0.5, 0.5, ADMITTED"
    })
    void whatPressesMostIsTheReason(double queue, double heap, double cpu, double buffer, Verdict reason) {
        var pressure = Pressure.of(settings, new Load(queue, heap, cpu, buffer));

        assertThat(pressure.reason()).isEqualTo(reason);
        assertThat(pressure.on(Priority.LOW, 0)).isEqualTo(reason);
    }

    @Test
    void theProcessorsAreLookedAtOnlyWhereThatIsAskedFor() {
        assertThat(Pressure.of(ShedSettings.defaults(), new Load(0, 0, 1, 0))).isEqualTo(Pressure.NONE);
    }

    @ParameterizedTest(name = "pressure {0}: low {1}, normal {2}, high {3}")
    @CsvSource({"0, 0, 0, 0", "0.1, 0.3, 0, 0", "0.5, 1, 0.5, 0", "0.9, 1, 1, 0.7", "1, 1, 1, 1"})
    void whatIsDearIsShedLater(double amount, double low, double normal, double high) {
        var pressure = new Pressure(Verdict.QUEUE, amount);

        assertThat(new double[] {
                    pressure.share(Priority.LOW), pressure.share(Priority.NORMAL), pressure.share(Priority.HIGH)
                })
                .containsExactly(new double[] {low, normal, high}, offset(1e-9));
        assertThat(pressure.share(Priority.VITAL)).isZero();
    }

    @Test
    void thatShareOfEventsIsShedAndCounted() {
        var random = new SplittableRandom(5);
        var pressure = new Pressure(Verdict.BUFFER, 0.5);
        var counts = new ShedCounts();

        for (int i = 0; i < 10_000; i++) {
            counts.add(pressure.on(Priority.NORMAL, random.nextDouble()), 1);
        }

        assertThat(counts.of(Verdict.BUFFER)).isBetween(4_800L, 5_200L);
        assertThat(counts.of(Verdict.BUFFER) + counts.of(Verdict.ADMITTED)).isEqualTo(10_000);
        assertThat(counts.shed()).isEqualTo(counts.of(Verdict.BUFFER));
    }

    @Test
    void aThresholdThatEndsBeforeItBeginsIsRefused() {
        assertThatThrownBy(() -> new Threshold(new Share(0.9), new Share(0.8)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("to: must be above from, 90%, was 80%");
    }
}
