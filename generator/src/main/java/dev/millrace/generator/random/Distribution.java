package dev.millrace.generator.random;

/** Turns one draw into a number that follows a distribution. Pure and thread-safe. */
@FunctionalInterface
public interface Distribution {
    /** The value of draw {@code index} under {@code seed}. */
    double sample(long seed, long index);

    /** Evenly over {@code [min, max)}. */
    static Distribution uniform(double min, double max) {
        return (seed, index) -> min + Draw.unit(seed, index) * (max - min);
    }

    /** Log-normal: {@code median · e^(sigma · z)} with {@code z} standard normal. */
    static Distribution lognormal(double median, double sigma) {
        // Half a step up keeps the draw off zero, where the quantile has no value.
        return (seed, index) -> median * StrictMath.exp(sigma * NormalQuantile.of(Draw.unit(seed, index) + 0x1.0p-54));
    }
}
