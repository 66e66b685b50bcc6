package dev.millrace.generator.infer;

import dev.millrace.generator.random.Draw;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many different values there were, and how unevenly they came up, in bounded memory. Not thread-safe.
 *
 * <p>While there are at most {@value #KEPT} values, all is exact. Beyond that only values are kept whose hash ends in
 * enough zero bits (adaptive sampling; Flajolet, <i>On adaptive sampling</i>, 1990): those are counted exactly, and
 * stand for all; the number of values is off by about 2 %. How often two events share a value is then taken from a
 * tug-of-war sketch (Alon, Matias and Szegedy, 1996), off by about 4 %.
 */
final class DistinctValues {
    static final int KEPT = 4_096;

    private static final int ROWS = 5;
    private static final int COLUMNS = 1_024;

    private final Map<Long, Long> counts = new HashMap<>();
    private long mask;
    private long total;
    private long @Nullable [] pulls;

    /** Takes a value in, by its hash. */
    void add(long hash) {
        total++;
        if (pulls != null) {
            pull(pulls, hash, 1);
        }
        if ((hash & mask) != 0) {
            return;
        }
        counts.merge(hash, 1L, Long::sum);
        while (counts.size() > KEPT) {
            if (pulls == null) {
                var begun = new long[ROWS * COLUMNS];
                counts.forEach((value, count) -> pull(begun, value, count));
                pulls = begun;
            }
            mask = (mask << 1) | 1;
            counts.keySet().removeIf(value -> (value & mask) != 0);
        }
    }

    /** How many values are kept. */
    int kept() {
        return counts.size();
    }

    /** How many values were taken in. */
    long total() {
        return total;
    }

    /** How many different ones there were. */
    long different() {
        return counts.size() * (mask + 1);
    }

    /** The probability that two events, drawn by chance, have the same value. */
    double collision() {
        if (total < 2) {
            return 0;
        }
        double pairs = pulls == null ? exactPairs() : Math.max(0, sketchedSquares(pulls) - total);
        return pairs / ((double) total * (total - 1));
    }

    private double exactPairs() {
        double pairs = 0;
        for (long count : counts.values()) {
            pairs += (double) count * (count - 1);
        }
        return pairs;
    }

    private static void pull(long[] pulls, long hash, long count) {
        for (int row = 0; row < ROWS; row++) {
            long bits = Draw.bits(row, hash);
            pulls[row * COLUMNS + (int) (bits & (COLUMNS - 1))] += bits < 0 ? count : -count;
        }
    }

    private static double sketchedSquares(long[] pulls) {
        var rows = new double[ROWS];
        for (int i = 0; i < pulls.length; i++) {
            rows[i / COLUMNS] += (double) pulls[i] * pulls[i];
        }
        Arrays.sort(rows);
        return rows[ROWS / 2];
    }
}
