package dev.millrace.generator.field;

import dev.millrace.generator.random.Distribution;
import dev.millrace.generator.random.Draw;
import dev.millrace.generator.random.Zipf;

/** Compiles the kinds that hold numbers. */
final class NumberWriters {
    private NumberWriters() {}

    static FieldWriter of(NumberKind kind, long seed) {
        return switch (kind) {
            case NumberKind.Integers(var range) -> integers(range, seed);
            case NumberKind.Uniform(var range, var decimals) -> uniform(range, decimals, seed);
            case NumberKind.Normal(var shape, var decimals) ->
                spread(Distribution.normal(shape.mean(), shape.deviation()), shape.bounds(), decimals, seed);
            case NumberKind.Lognormal(var shape, var decimals) ->
                spread(Distribution.lognormal(shape.median(), shape.sigma()), shape.bounds(), decimals, seed);
            case NumberKind.Exponential(var shape, var decimals) ->
                spread(Distribution.exponential(shape.mean()), shape.bounds(), decimals, seed);
            case NumberKind.Pareto(var shape, var decimals) ->
                spread(Distribution.pareto(shape.scale(), shape.shape()), shape.bounds(), decimals, seed);
            case NumberKind.ZipfRank(var shape) -> zipf(shape, seed);
            case NumberKind.Series(var steps, var decimals) -> series(SeriesNumbers.of(steps, decimals), decimals);
        };
    }

    private static FieldWriter integers(NumberKind.WholeRange range, long seed) {
        long min = range.min();
        long count = range.max() - min + 1;
        return (WholeWriter) (index, due) -> min + Draw.below(count, seed, index);
    }

    private static FieldWriter uniform(NumberKind.Range range, int decimals, long seed) {
        long first = Decimals.stepsFrom(range.min(), decimals);
        long count = Decimals.stepsFrom(range.max(), decimals) - first;
        return new DecimalWriter((index, due) -> first + Draw.below(count, seed, index), decimals);
    }

    /** Rounding must not carry a value over a bound, so the bounds are kept in steps as well. */
    private static FieldWriter spread(Distribution whole, Bounds bounds, int decimals, long seed) {
        var distribution = bounds.open() ? whole : whole.within(bounds.min(), bounds.max());
        long scale = Decimals.scale(decimals);
        long least = Decimals.stepsFrom(bounds.min(), decimals);
        long most = Decimals.stepsUpTo(bounds.max(), decimals);
        return new DecimalWriter(
                (index, due) -> Math.clamp(Math.round(distribution.sample(seed, index) * scale), least, most),
                decimals);
    }

    private static FieldWriter zipf(NumberKind.ZipfShape shape, long seed) {
        var zipf = new Zipf(shape.exponent());
        long before = shape.first() - 1;
        return (WholeWriter) (index, due) -> before + zipf.rank(shape.values(), seed, index);
    }

    private static FieldWriter series(SeriesNumbers numbers, int decimals) {
        return (NumberWriter) (index, due, out) -> out.decimal(numbers.at(index), decimals);
    }
}
