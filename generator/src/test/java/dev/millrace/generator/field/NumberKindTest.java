package dev.millrace.generator.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers follow the distribution they are said to follow, under seeds that are fixed. */
class NumberKindTest {
    private static final int EVENTS = 100_000;

    @Test
    void shouldFollowTheNormalDistribution() {
        var values = numbers(new NumberKind.Normal(new NumberKind.NormalShape(100, 15, null, null), 3));

        double mean = mean(values);
        double deviation = Math.sqrt(Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow());
        assertThat(mean).isCloseTo(100, within(5 * 15 / Math.sqrt(EVENTS)));
        assertThat(deviation).isCloseTo(15, within(0.2));
        assertThat(shareBelow(values, 85)).isCloseTo(0.1587, within(0.006));
    }

    @Test
    void shouldCutADistributionAtItsBoundsAndSpreadTheRestInProportion() {
        var values = numbers(new NumberKind.Normal(new NumberKind.NormalShape(100, 15, 100.0, 115.0), 2));

        assertThat(Arrays.stream(values)).allMatch(value -> value >= 100 && value <= 115);
        // Between 0 and 0.5 deviations lie 0.1915 of all, between 0 and 1 lie 0.3413.
        assertThat(shareBelow(values, 107.5)).isCloseTo(0.1915 / 0.3413, within(0.008));
        assertThat(Arrays.stream(values).filter(value -> value == 115).count()).isLessThan(100);
    }

    @Test
    void shouldFollowTheExponentialDistribution() {
        var values = numbers(new NumberKind.Exponential(new NumberKind.ExponentialShape(5, null, null), 4));

        assertThat(mean(values)).isCloseTo(5, within(0.08));
        assertThat(shareBelow(values, 5 * Math.log(2))).isCloseTo(0.5, within(0.008));
    }

    @Test
    void shouldFollowTheParetoDistribution() {
        var values = numbers(new NumberKind.Pareto(new NumberKind.ParetoShape(10, 2, null), 4));

        assertThat(Arrays.stream(values).min().orElseThrow()).isBetween(10.0, 10.01);
        assertThat(shareBelow(values, 20)).isCloseTo(0.75, within(0.007));
        assertThat(shareBelow(values, 100)).isCloseTo(0.99, within(0.002));
    }

    @Test
    void shouldKeepLognormalValuesWithinTheirBounds() {
        var values = numbers(new NumberKind.Lognormal(new NumberKind.LognormalShape(40, 0.8, 20.0, 80.0), 0));

        assertThat(Arrays.stream(values)).allMatch(value -> value >= 20 && value <= 80 && value == Math.rint(value));
        // The bounds lie alike on both sides of the median.
        assertThat(shareBelow(values, 39.5)).isCloseTo(0.5, within(0.02));
    }

    @ParameterizedTest
    @CsvSource({"0.5", "1", "1.1", "2", "3.5"})
    void shouldFollowZipfsLaw(double exponent) {
        int kinds = 50;
        var written = Written.by(new NumberKind.ZipfRank(new NumberKind.ZipfShape(exponent, kinds, 1)), 7);
        var counts = new TreeMap<Long, Integer>();
        LongStream.range(0, EVENTS)
                .forEach(index -> counts.merge(Long.parseLong(written.text(index)), 1, Integer::sum));

        double sum = LongStream.rangeClosed(1, kinds)
                .mapToDouble(k -> Math.pow((double) k, -exponent))
                .sum();
        double chiSquare = 0;
        int cells = 0;
        for (long k = 1; k <= kinds; k++) {
            double expected = EVENTS * Math.pow((double) k, -exponent) / sum;
            if (expected >= 5) {
                double off = counts.getOrDefault(k, 0) - expected;
                chiSquare += off * off / expected;
                cells++;
            }
        }
        assertThat(counts.firstKey()).isGreaterThanOrEqualTo(1);
        assertThat(counts.lastKey()).isLessThanOrEqualTo(kinds);
        // Degrees of freedom plus six deviations.
        assertThat(chiSquare).isLessThan(cells + 6 * Math.sqrt(2.0 * cells));
    }

    @Test
    void shouldDrawFromBillionsOfRanksWithoutATable() {
        var written = Written.by(new NumberKind.ZipfRank(new NumberKind.ZipfShape(1.1, 1_000_000_000_000L, 0)), 7);

        var values = written.numbers(20_000);

        assertThat(shareBelow(values, 0.5)).isBetween(0.06, 0.13);
        assertThat(Arrays.stream(values).max().orElseThrow()).isGreaterThan(1e9).isLessThan(1e12);
    }

    @Test
    void shouldWriteWholeNumbersWhereNoDecimalsAreAsked() {
        var written = Written.by(new NumberKind.Normal(new NumberKind.NormalShape(0, 5, null, null), 0), 3);

        assertThat(LongStream.range(0, 1_000).mapToObj(written::text)).allMatch(text -> text.matches("-?\\d+"));
    }

    private static double[] numbers(NumberKind kind) {
        return Written.by(kind, 20_261_121).numbers(EVENTS);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double shareBelow(double[] values, double bound) {
        return Arrays.stream(values).filter(value -> value < bound).count() / (double) values.length;
    }
}
