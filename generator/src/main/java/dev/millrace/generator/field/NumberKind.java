package dev.millrace.generator.field;

import dev.millrace.generator.random.Distribution;
import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import org.jspecify.annotations.Nullable;

/** Fields that hold a number. With {@code decimals: 0} it is a whole one. */
public sealed interface NumberKind extends FieldKind {

    @Doc("A whole number, evenly spread.")
    record Integers(@Doc("The range, both ends included.") WholeRange integer) implements NumberKind {}

    /** A range of whole numbers, both ends included. */
    record WholeRange(
            @Doc("Least value.") long min,
            @Doc("Greatest value.") long max) {
        public WholeRange {
            if (max < min) {
                throw new InvalidSetting("max", "must not be below min (" + min + "), was " + max);
            }
            if (max - min < 0 || max - min == Long.MAX_VALUE) {
                throw new InvalidSetting("max", "the range is wider than 2^63");
            }
        }
    }

    @Doc("A decimal number, evenly spread.")
    record Uniform(
            @Doc("The range.") Range uniform,
            @Doc("Digits behind the point.") @Default("2") int decimals) implements NumberKind {
        public Uniform {
            Decimals.check(decimals);
            if (Decimals.stepsFrom(uniform.min(), decimals) >= Decimals.stepsFrom(uniform.max(), decimals)) {
                throw new InvalidSetting(
                        "decimals", "no number with " + decimals + " decimals lies from min to below max");
            }
        }
    }

    /** A range of numbers, from {@code min} to below {@code max}. */
    record Range(
            @Doc("Least value.") double min,
            @Doc("Values stay below.") double max) {
        public Range {
            if (!(max > min)) {
                throw new InvalidSetting("max", "must be above min (" + min + "), was " + max);
            }
            if (!(Math.abs(min) <= Bounds.FARTHEST && Math.abs(max) <= Bounds.FARTHEST)) {
                throw new InvalidSetting("", "both ends must lie within ±1e12");
            }
        }
    }

    @Doc("A decimal number that gathers around a mean, like a bell.")
    record Normal(
            @Doc("The distribution.") NormalShape normal,
            @Doc("Digits behind the point.") @Default("2") int decimals) implements NumberKind {
        public Normal {
            Decimals.check(decimals);
            normal.bounds().check(decimals);
        }
    }

    /** The shape of a normal distribution. */
    record NormalShape(
            @Doc("The middle.") double mean,

            @Doc("The standard deviation: two of three values lie no further from the mean.")
            double deviation,

            @Doc("Least value.") @Nullable Double min,
            @Doc("Greatest value.") @Nullable Double max) {
        public NormalShape {
            Bounds.within("mean", mean, -1e9, 1e9);
            Bounds.above0("deviation", deviation, 1e9);
            Bounds.of(min, max).check(Distribution.normal(mean, deviation));
        }

        Bounds bounds() {
            return Bounds.of(min, max);
        }
    }

    @Doc("A decimal number with many small and few large values.")
    record Lognormal(
            @Doc("The distribution.") LognormalShape lognormal,
            @Doc("Digits behind the point.") @Default("2") int decimals)
            implements NumberKind {
        public Lognormal {
            Decimals.check(decimals);
            lognormal.bounds().check(decimals);
        }
    }

    /** The shape of a log-normal distribution. */
    record LognormalShape(
            @Doc("Half of the values lie below.") double median,

            @Doc("Spread of the logarithm; 0.5 is mild, 2 is wild.")
            double sigma,

            @Doc("Least value.") @Nullable Double min,
            @Doc("Greatest value.") @Nullable Double max) {
        public LognormalShape {
            Bounds.above0("median", median, 1e9);
            Bounds.above0("sigma", sigma, 2);
            Bounds.of(min, max).check(Distribution.lognormal(median, sigma));
        }

        public LognormalShape(double median, double sigma) {
            this(median, sigma, null, null);
        }

        Bounds bounds() {
            return Bounds.of(min, max);
        }
    }

    @Doc("A decimal number like the wait between independent events.")
    record Exponential(
            @Doc("The distribution.") ExponentialShape exponential,
            @Doc("Digits behind the point.") @Default("2") int decimals)
            implements NumberKind {
        public Exponential {
            Decimals.check(decimals);
            exponential.bounds().check(decimals);
        }
    }

    /** The shape of an exponential distribution. */
    record ExponentialShape(
            @Doc("The mean; two of three values lie below.") double mean,
            @Doc("Least value.") @Nullable Double min,
            @Doc("Greatest value.") @Nullable Double max) {
        public ExponentialShape {
            Bounds.above0("mean", mean, 1e9);
            Bounds.of(min, max).check(Distribution.exponential(mean));
        }

        Bounds bounds() {
            return Bounds.of(min, max);
        }
    }

    @Doc("A decimal number from a least value up, with a heavy tail: incomes, file sizes, cities.")
    record Pareto(
            @Doc("The distribution.") ParetoShape pareto,
            @Doc("Digits behind the point.") @Default("2") int decimals) implements NumberKind {
        public Pareto {
            Decimals.check(decimals);
            pareto.bounds().check(decimals);
        }
    }

    /** The shape of a Pareto distribution. */
    record ParetoShape(
            @Doc("The least value.") double scale,

            @Doc("How fast the tail thins out: 1.16 gives a fifth of the values four fifths of the sum.")
            double shape,

            @Doc("Greatest value.") @Nullable Double max) {
        public ParetoShape {
            Bounds.above0("scale", scale, 1e9);
            Bounds.within("shape", shape, 0.1, 100);
            Bounds.of(null, max).check(Distribution.pareto(scale, shape));
        }

        Bounds bounds() {
            return Bounds.of(null, max);
        }
    }

    @Doc("A whole number of which the first is the most frequent, by Zipf's law.")
    record ZipfRank(@Doc("The distribution.") ZipfShape zipf) implements NumberKind {}

    /** The shape of a Zipf distribution. */
    record ZipfShape(
            @Doc("How uneven: the n-th number comes up in proportion to n^-exponent.")
            double exponent,

            @Doc("How many different numbers.") long values,
            @Doc("The first of them.") @Default("1") long first) {
        public ZipfShape {
            Bounds.above0("exponent", exponent, 10);
            if (values < 1 || values > 1L << 52) {
                throw new InvalidSetting("values", "must be from 1 to 2^52, was " + values);
            }
            if (Math.abs(first) > 1L << 60) {
                throw new InvalidSetting("first", "must lie within ±2^60, was " + first);
            }
        }
    }

    @Doc("A number that goes on by the same step from event to event.")
    record Series(
            @Doc("Where it begins, its step, and where it begins again.")
            Steps series,

            @Doc("Digits behind the point.") @Default("0") int decimals)
            implements NumberKind {
        public Series {
            Decimals.check(decimals);
            SeriesNumbers.of(series, decimals);
        }
    }

    /** The steps of a series. */
    record Steps(
            @Doc("Where it begins, and begins again.") @Default("0")
            double start,

            @Doc("How far it is from one event to the next; may be negative.") @Default("1")
            double step,

            @Doc("Where it begins again; this number itself is not reached. Without it, it runs on.") @Nullable
            Double restart,

            @Doc("The first event's number, where it is not 'start'.") @Nullable
            Double initial) {}
}
