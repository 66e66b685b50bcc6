package dev.millrace.generator.infer;

import dev.millrace.generator.field.CompositeKind;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.field.Literal;
import dev.millrace.generator.field.NumberKind;
import java.util.Optional;

/**
 * Chooses the kind of a field of numbers.
 *
 * @param mostListed up to so many different values may be listed
 */
record NumberKinds(int mostListed) {
    /** Up to so many are listed whatever fits them: codes, sizes, ratings. */
    private static final int FEW = 12;

    private static final double NEAR_ENOUGH = 0.035;
    private static final double FARTHEST_SERIES = 1e15;

    Fitted of(NumberProfile profile, FieldName name) {
        var distinct = profile.distinct();
        if (profile.listed().complete() && distinct.different() == 1) {
            return new Fitted(new FieldKind.Constant(
                    Literal.parse(profile.listed().byCount().keySet().iterator().next())));
        }
        if (profile.longs() && profile.times().whole() && isTime(profile, name)) {
            return profile.times().fitted();
        }
        if (profile.longs() && profile.steps().steady()) {
            var series = series(profile.steps());
            if (series.isPresent()) {
                return series.get();
            }
        }
        boolean repeats = distinct.total() >= 3 * distinct.different();
        if (profile.listed().complete() && distinct.different() <= FEW && repeats) {
            return few(profile);
        }
        if (profile.longs() && name.isId() && distinct.total() >= 1.5 * distinct.different()) {
            var zipf = zipf(profile);
            if (zipf.isPresent()) {
                return zipf.get();
            }
        }
        return fit(profile, repeats);
    }

    private Fitted fit(NumberProfile profile, boolean repeats) {
        var sample = profile.sample();
        double nearEnough = NEAR_ENOUGH + 1 / Math.sqrt(sample.size());
        var fit = DistributionFit.best(sample).filter(found -> found.distance() <= nearEnough);
        if (fit.isPresent()) {
            return new Fitted(
                    fit.get().kind(),
                    fit.get().name() + ", distance "
                            + Figures.distance(fit.get().distance()));
        }
        if (profile.listed().complete() && profile.distinct().different() <= mostListed && repeats) {
            return listed(profile);
        }
        return NumberPieces.of(sample, nearEnough);
    }

    /** A few numbers: a range where all of it comes up alike, otherwise each with its weight. */
    private Fitted few(NumberProfile profile) {
        var steps = profile.steps();
        var counts = profile.listed().byCount();
        long span = steps.greatest() - steps.least() + 1;
        if (profile.longs() && span == counts.size() && span > 2 && alike(counts.values(), profile)) {
            return new Fitted(new NumberKind.Integers(new NumberKind.WholeRange(steps.least(), steps.greatest())));
        }
        return listed(profile);
    }

    /** Pearson's test: the sum stays below its mean and three deviations where all come up alike. */
    private static boolean alike(Iterable<Long> counts, NumberProfile profile) {
        double each = (double) profile.distinct().total() / profile.distinct().different();
        double sum = 0;
        for (long count : counts) {
            sum += (count - each) * (count - each) / each;
        }
        double freedom = profile.distinct().different() - 1.0;
        return sum <= freedom + 3 * Math.sqrt(2 * freedom);
    }

    private static Fitted listed(NumberProfile profile) {
        return new Fitted(new CompositeKind.Mix(profile.listed().byCount().entrySet().stream()
                .map(entry ->
                        new CompositeKind.Part(new FieldKind.Constant(Literal.parse(entry.getKey())), entry.getValue()))
                .toList()));
    }

    private static Optional<Fitted> series(StepTracker steps) {
        if (Math.abs(steps.least()) > FARTHEST_SERIES || Math.abs(steps.greatest()) > FARTHEST_SERIES) {
            return Optional.empty();
        }
        boolean up = steps.step() > 0;
        double start = steps.returns() ? (up ? steps.least() : steps.greatest()) : steps.first();
        Double restart = steps.returns() ? (double) ((up ? steps.greatest() : steps.least()) + steps.step()) : null;
        Double initial = steps.returns() && steps.first() != start ? (double) steps.first() : null;
        if (initial != null && Math.floorMod((long) (initial - start), steps.step()) != 0) {
            return Optional.empty();
        }
        return Optional.of(
                new Fitted(new NumberKind.Series(new NumberKind.Steps(start, steps.step(), restart, initial), 0)));
    }

    private static Optional<Fitted> zipf(NumberProfile profile) {
        var fit = ZipfFit.of(profile.distinct());
        if (!fit.skewed()) {
            return Optional.empty();
        }
        return Optional.of(new Fitted(
                new NumberKind.ZipfRank(new NumberKind.ZipfShape(
                        Figures.rounded(fit.exponent()),
                        fit.values(),
                        Math.max(0, profile.steps().least()))),
                "about " + Figures.count(fit.values()) + " different ids, skewed; numbered from the least on"));
    }

    private static boolean isTime(NumberProfile profile, FieldName name) {
        return name.isTime() || profile.times().format() != FieldKind.TimestampFormat.EPOCH_SECONDS;
    }
}
