package dev.millrace.generator.random;

/** Turns one draw into a number that follows a distribution. Pure and thread-safe. */
@FunctionalInterface
public interface Distribution {
    /** The value of draw {@code index} under {@code seed}. */
    double sample(long seed, long index);

    /** Log-normal: {@code median · e^(sigma · z)} with {@code z} standard normal. */
    static Distribution lognormal(double median, double sigma) {
        return (seed, index) -> median * StrictMath.exp(sigma * NormalQuantile.of(inside(Draw.unit(seed, index))));
    }

    /** Half a step up keeps a draw off zero, and the cap off one, where the quantile has no value. */
    private static double inside(double unit) {
        return Math.min(unit + 0x1.0p-54, 1 - 0x1.0p-53);
    }
}
