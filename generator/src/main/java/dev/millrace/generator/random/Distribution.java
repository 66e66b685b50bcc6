package dev.millrace.generator.random;

/**
 * Turns one draw into a number that follows a distribution, through the inverse of its distribution function:
 * one draw a number, whatever the bounds. {@link StrictMath} throughout, so that every machine gives the same
 * bits. Pure and thread-safe.
 */
@FunctionalInterface
public interface Distribution {
    /** How often the search for a share is halved: further, a double knows no difference. */
    int HALVINGS = 80;

    /** The value below which a share {@code p} of the values lies; {@code p} strictly between 0 and 1. */
    double quantile(double p);

    /** The value of draw {@code index} under {@code seed}. */
    default double sample(long seed, long index) {
        return quantile(inside(Draw.unit(seed, index)));
    }

    /** The share of the values that lie below {@code value}. */
    default double shareBelow(double value) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (quantile(inside(middle)) < value) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** The same distribution of the values from {@code min} to {@code max} alone, as if the others were drawn again. */
    default Distribution within(double min, double max) {
        double below = shareBelow(min);
        double inside = shareBelow(max) - below;
        return p -> Math.clamp(quantile(inside(below + p * inside)), min, max);
    }

    /** Normal: a mean and a standard deviation. */
    static Distribution normal(double mean, double deviation) {
        return p -> mean + deviation * NormalQuantile.of(p);
    }

    /** Log-normal: {@code median · e^(sigma · z)} with {@code z} standard normal. */
    static Distribution lognormal(double median, double sigma) {
        return p -> median * StrictMath.exp(sigma * NormalQuantile.of(p));
    }

    /** Exponential: what the waits between independent events are like. */
    static Distribution exponential(double mean) {
        return p -> -mean * StrictMath.log1p(-p);
    }

    /** Pareto: from {@code scale} up, with a tail that is the heavier the smaller {@code shape}. */
    static Distribution pareto(double scale, double shape) {
        return p -> scale * StrictMath.exp(-StrictMath.log1p(-p) / shape);
    }

    /** Half a step up keeps a draw off zero, and the cap off one, where a quantile may have no value. */
    private static double inside(double unit) {
        return Math.min(unit + 0x1.0p-54, 1 - 0x1.0p-53);
    }
}
