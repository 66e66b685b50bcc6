package dev.millrace.generator.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalQuantileTest {
    /** Reference values from the standard library of another language. */
    @ParameterizedTest
    @CsvSource({
        "1e-16, -8.222082216130435",
        "1e-10, -6.361340902404056",
        "1e-05, -4.2648907939228256",
        "0.001, -3.090232306167813",
        "0.02424, -1.973136611944544",
        "0.02426, -1.9727855514678603",
        "0.1, -1.2815515655446008",
        "0.25, -0.6744897501960817",
        "0.75, 0.6744897501960817",
        "0.9, 1.2815515655446008",
        "0.975, 1.9599639845400536",
        "0.97576, 1.9731366119445435",
        "0.995, 2.5758293035489",
        "0.999999, 4.753424308817089"
    })
    void shouldMatchKnownValues(double p, double quantile) {
        assertThat(NormalQuantile.of(p)).isCloseTo(quantile, within(Math.abs(quantile) * 1.15e-9));
    }

    @Test
    void shouldBeZeroInTheMiddle() {
        assertThat(NormalQuantile.of(0.5)).isZero();
    }

    @Test
    void shouldNeverFallAndBeSymmetrical() {
        double before = Double.NEGATIVE_INFINITY;
        for (int i = 1; i < 10_000; i++) {
            double p = i / 10_000.0;
            double quantile = NormalQuantile.of(p);
            assertThat(quantile).isGreaterThan(before);
            assertThat(quantile).isCloseTo(-NormalQuantile.of(1 - p), within(1e-8));
            before = quantile;
        }
    }
}
