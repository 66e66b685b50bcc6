package dev.millrace.generator.payload;

import dev.millrace.generator.random.Distribution;
import dev.millrace.settings.DataSize;
import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Scalar;

/** How sizes are spread. */
public sealed interface PayloadSize {
    @Doc("Always the same.")
    @Scalar
    record Fixed(@Doc("The size.") DataSize fixed) implements PayloadSize {}

    @Doc("Evenly spread.")
    record Uniform(@Doc("The range.") SizeRange uniform) implements PayloadSize {}

    /** A range of sizes, both ends included. */
    record SizeRange(
            @Doc("Least size.") DataSize min,
            @Doc("Greatest size.") DataSize max) {
        public SizeRange {
            if (max.bytes() < min.bytes()) {
                throw new InvalidSetting("max", "must not be below min (" + min + "), was " + max);
            }
        }
    }

    @Doc("Gathered around a mean, like a bell.")
    record Normal(@Doc("The distribution.") NormalSize normal) implements PayloadSize {}

    /** The shape of a normal distribution of sizes. */
    record NormalSize(
            @Doc("The middle.") DataSize mean,
            @Doc("The standard deviation.") DataSize deviation) {}

    @Doc("Many small and few large ones.")
    record Lognormal(
            @Doc("The distribution.") LognormalSize lognormal,
            @Doc("Greatest size.") @Default("1MiB") DataSize max) implements PayloadSize {}

    /** The shape of a log-normal distribution of sizes. */
    record LognormalSize(
            @Doc("Half of the events are smaller.") DataSize median,

            @Doc("Spread of the logarithm; 0.5 is mild, 2 is wild.")
            double sigma) {
        public LognormalSize {
            if (!(sigma > 0 && sigma <= 2)) {
                throw new InvalidSetting("sigma", "must lie above 0 and up to 2, was " + sigma);
            }
        }
    }

    @Doc("Many small ones, the large ones ever rarer.")
    record Exponential(
            @Doc("The mean.") DataSize exponential,
            @Doc("Greatest size.") @Default("1MiB") DataSize max) implements PayloadSize {}

    /** The sizes as a distribution of numbers of bytes, before they are bounded. */
    default Distribution distribution() {
        return switch (this) {
            case Fixed(var size) -> p -> bytes(size);
            case Uniform(var range) -> p -> bytes(range.min()) + p * (bytes(range.max()) - bytes(range.min()));
            case Normal(var shape) -> Distribution.normal(bytes(shape.mean()), bytes(shape.deviation()));
            case Lognormal(var shape, var most) ->
                atMost(Distribution.lognormal(bytes(shape.median()), shape.sigma()), most);
            case Exponential(var mean, var most) -> atMost(Distribution.exponential(bytes(mean)), most);
        };
    }

    private static Distribution atMost(Distribution sizes, DataSize most) {
        return p -> Math.min(sizes.quantile(p), bytes(most));
    }

    private static double bytes(DataSize size) {
        return (double) size.bytes();
    }
}
