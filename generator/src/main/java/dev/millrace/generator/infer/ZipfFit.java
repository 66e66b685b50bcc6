package dev.millrace.generator.infer;

import java.util.function.DoubleUnaryOperator;

/**
 * How many values there are to draw from, and how unevenly, from what a number of draws showed: how many different ones
 * came up, and how often two draws agreed. Both are estimated without bias, unlike frequencies sorted by rank; the pair
 * of values and exponent whose expectations agree with them is found by halving.
 *
 * @param values   how many values there are, those never seen included
 * @param exponent Zipf's; 0 where all are alike
 */
record ZipfFit(long values, double exponent) {
    private static final double STEEPEST = 5;
    private static final int HALVINGS = 40;

    /** Flatter than this cannot be told from even. */
    private static final double FLATTEST = 0.15;

    /** Ranks up to here are added up one by one; beyond, in blocks that grow by a twentieth. */
    private static final int SINGLE = 256;

    static ZipfFit of(DistinctValues seen) {
        return of(seen.total(), seen.different(), seen.collision());
    }

    static ZipfFit of(long draws, long different, double collision) {
        double low = (double) different;
        // So many that every draw would differ: then how many there are cannot be known.
        double high = 64 * low;
        for (int i = 0; i < HALVINGS && high - low > 0.5; i++) {
            double middle = Math.sqrt(low * high);
            if (expectedDifferent(middle, exponent(middle, collision), draws) < different) {
                low = middle;
            } else {
                high = middle;
            }
        }
        long values = Math.max(different, Math.round(low));
        double exponent = exponent((double) values, collision);
        return new ZipfFit(values, exponent < FLATTEST ? 0 : exponent);
    }

    boolean skewed() {
        return exponent > 0;
    }

    private static double exponent(double values, double collision) {
        double low = 0;
        double high = STEEPEST;
        if (expectedCollision(values, low) >= collision) {
            return 0;
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (expectedCollision(values, middle) < collision) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private static double expectedCollision(double values, double exponent) {
        double all = overRanks(values, rank -> Math.pow(rank, -exponent));
        return overRanks(values, rank -> Math.pow(rank, -2 * exponent)) / (all * all);
    }

    private static double expectedDifferent(double values, double exponent, long draws) {
        double all = overRanks(values, rank -> Math.pow(rank, -exponent));
        return overRanks(values, rank -> -Math.expm1(draws * Math.log1p(-Math.min(share(rank, exponent, all), 0.999))));
    }

    private static double share(double rank, double exponent, double all) {
        return Math.pow(rank, -exponent) / all;
    }

    private static double overRanks(double values, DoubleUnaryOperator term) {
        double sum = 0;
        double rank = 1;
        for (; rank <= Math.min(values, SINGLE); rank++) {
            sum += term.applyAsDouble(rank);
        }
        while (rank <= values) {
            double end = Math.min(values + 1, Math.ceil(rank * 1.05));
            sum += (end - rank) * term.applyAsDouble(Math.sqrt(rank * (end - 1)));
            rank = end;
        }
        return sum;
    }
}
