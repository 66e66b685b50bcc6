package dev.millrace.generator.infer;

import java.util.Arrays;
import java.util.List;

/**
 * Numbers in their order, as a grid of decimals has them. Immutable.
 *
 * @param sorted   the numbers, ascending, at least one
 * @param decimals digits behind the point, from 0 to 6
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NumberSample(double[] sorted, int decimals) {
    static NumberSample of(List<Double> values, int decimals) {
        var sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return new NumberSample(sorted, decimals);
    }

    int size() {
        return sorted.length;
    }

    double least() {
        return sorted[0];
    }

    double greatest() {
        return sorted[sorted.length - 1];
    }

    /** The distance from one number of the grid to the next. */
    double step() {
        return Math.pow(10, -decimals);
    }

    double mean() {
        return Arrays.stream(sorted).average().orElseThrow();
    }

    /** The numbers from one place to before another. */
    NumberSample part(int from, int to) {
        return new NumberSample(Arrays.copyOfRange(sorted, from, to), decimals);
    }

    /** The first place behind all numbers equal to the one at {@code place}. */
    int behind(int place) {
        double value = sorted[place];
        int end = place + 1;
        while (end < sorted.length && sorted[end] == value) {
            end++;
        }
        return end;
    }
}
