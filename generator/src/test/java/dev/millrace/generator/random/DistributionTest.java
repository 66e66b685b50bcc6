package dev.millrace.generator.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistributionTest {
    private static final int SAMPLES = 200_000;
    /** Indices at which seed 0 draws the greatest and the least there is. */
    private static final long GREATEST = -2679806253088508278L;

    private static final long LEAST = 0;

    @ParameterizedTest
    @CsvSource({"40, 0.8", "1, 0.1", "300, 2", "1e9, 0.5"})
    void shouldFollowTheLognormalShape(double median, double sigma) {
        var sorted = sorted(Distribution.lognormal(median, sigma));
        var logs = Arrays.stream(sorted).map(Math::log).toArray();

        double mean = Arrays.stream(logs).average().orElseThrow();
        double variance =
                Arrays.stream(logs).map(log -> (log - mean) * (log - mean)).sum() / SAMPLES;
        // Five standard errors of each estimate.
        assertThat(mean).isCloseTo(Math.log(median), within(5 * sigma / Math.sqrt(SAMPLES)));
        assertThat(Math.sqrt(variance)).isCloseTo(sigma, within(5 * sigma / Math.sqrt(2.0 * SAMPLES)));
        assertThat(sorted[SAMPLES / 2]).isCloseTo(median, within(median * sigma * 0.02));
        assertThat(Math.log(sorted[(int) (SAMPLES * 0.99)] / median)).isCloseTo(2.3263 * sigma, within(sigma * 0.05));
    }

    @Test
    void shouldStayFiniteAndPositiveAtTheEndsOfTheDraw() {
        var lognormal = Distribution.lognormal(1, 1);

        assertThat(lognormal.sample(0, GREATEST)).isBetween(1_000.0, 10_000.0);
        assertThat(lognormal.sample(0, LEAST)).isBetween(1e-4, 1e-3);
    }

    private static double[] sorted(Distribution distribution) {
        return LongStream.range(0, SAMPLES)
                .mapToDouble(index -> distribution.sample(17, index))
                .sorted()
                .toArray();
    }
}
