package dev.millrace.generator.random;

/**
 * Ranks by Zipf's law: rank {@code k} of {@code n} comes up in proportion to {@code k^-exponent}.
 *
 * <p>Rejection-inversion: Hörmann and Derflinger, <i>Rejection-inversion to generate variates from monotone discrete
 * distributions</i>, 1996. It needs no table, so {@code n} may be as large as one likes and differ from draw to draw;
 * three of four first tries are taken. Not thread-safe: what follows from {@code n} is kept until it changes.
 */
public final class Zipf {
    /** Tries before the last one is taken as it is; reached less than once in 2^100 draws. */
    private static final int MOST_TRIES = 64;

    private final double exponent;
    private final double areaToOne;
    private final double nearEnough;
    private long count = -1;
    private double areaToAll;

    /** @param exponent above 0; at 1 the second is half as frequent as the first */
    public Zipf(double exponent) {
        this.exponent = exponent;
        this.areaToOne = area(1.5) - 1;
        this.nearEnough = 2 - inverse(area(2.5) - height(2));
    }

    /** The rank of draw {@code index} under {@code seed}: from 1 to {@code n}. */
    public long rank(long n, long seed, long index) {
        if (n != count) {
            count = n;
            areaToAll = area(n + 0.5);
        }
        long tries = Draw.bits(seed, index);
        long rank = 1;
        for (int i = 0; i < MOST_TRIES; i++) {
            double u = areaToAll + Draw.unit(tries, i) * (areaToOne - areaToAll);
            double x = inverse(u);
            rank = Math.clamp(Math.round(x), 1, n);
            if ((double) rank - x <= nearEnough || u >= area(rank + 0.5) - height((double) rank)) {
                return rank;
            }
        }
        return rank;
    }

    private double height(double x) {
        return StrictMath.exp(-exponent * StrictMath.log(x));
    }

    /** The integral of {@link #height}, in a form that also holds for an exponent of one. */
    private double area(double x) {
        double log = StrictMath.log(x);
        double t = (1 - exponent) * log;
        return log * (Math.abs(t) > 1e-8 ? StrictMath.expm1(t) / t : 1 + t / 2);
    }

    private double inverse(double area) {
        double t = Math.max(-1, area * (1 - exponent));
        return StrictMath.exp(area * (Math.abs(t) > 1e-8 ? StrictMath.log1p(t) / t : 1 - t / 2));
    }
}
