package dev.millrace.generator.payload;

/**
 * How much noise and how much of the same goes into a text of which a given share is to be saved: read off what gzip
 * (level 6) saved of texts with known shares, on straight lines from one measurement to the next.
 */
final class Mixture {
    /** What is saved of words with so much noise among them. */
    private static final double[][] NOISE = {
        {0.243, 1},
        {0.249, 0.9},
        {0.266, 0.8},
        {0.289, 0.7},
        {0.318, 0.6},
        {0.352, 0.5},
        {0.393, 0.4},
        {0.443, 0.3},
        {0.503, 0.2},
        {0.579, 0.1},
        {0.624, 0.05},
        {0.684, 0}
    };

    /** What is saved of words with the same line so often among them. */
    private static final double[][] LINE = {
        {0.684, 0},
        {0.770, 0.05},
        {0.820, 0.1},
        {0.876, 0.2},
        {0.907, 0.3},
        {0.942, 0.5},
        {0.963, 0.7},
        {0.979, 0.9},
        {0.989, 1}
    };

    private Mixture() {}

    /** The share of pieces that are noise. */
    static double noise(double compressibility) {
        return read(NOISE, compressibility);
    }

    /** The share of pieces that are always the same line. */
    static double line(double compressibility) {
        return read(LINE, compressibility);
    }

    private static double read(double[][] measured, double saved) {
        if (saved <= measured[0][0]) {
            return measured[0][1];
        }
        for (int i = 1; i < measured.length; i++) {
            if (saved <= measured[i][0]) {
                double[] from = measured[i - 1];
                double[] to = measured[i];
                return from[1] + (saved - from[0]) / (to[0] - from[0]) * (to[1] - from[1]);
            }
        }
        return measured[measured.length - 1][1];
    }
}
