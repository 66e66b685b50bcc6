package dev.millrace.generator.infer;

import dev.millrace.generator.field.NumberKind;
import dev.millrace.generator.random.Distribution;
import dev.millrace.settings.InvalidSetting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;

/**
 * The distribution that is nearest to a sample, of those that fields can have; parameters by maximum likelihood, nearness
 * by the greatest distance between the two distribution functions (Kolmogorov and Smirnov), on the grid of decimals.
 *
 * @param kind     the field
 * @param name     the distribution's name
 * @param distance from 0, the same, to 1
 */
record DistributionFit(NumberKind kind, String name, double distance) {
    /** Places of the sample at which the two are compared. */
    private static final int PLACES = 1_000;

    /** A simpler distribution, further up in the list, is kept unless another is nearer by this. */
    private static final double CLEARLY = 0.004;

    /** The nearest distribution; nothing where none is possible. */
    static Optional<DistributionFit> best(NumberSample sample) {
        var fits = new ArrayList<DistributionFit>();
        attempt(fits, "uniform", sample, () -> uniform(sample), uniformShares(sample));
        if (sample.least() < sample.greatest()) {
            curves(fits, sample);
        }
        return fits.stream().min(Comparator.comparingDouble(fit -> fit.distance() + CLEARLY * fits.indexOf(fit)));
    }

    private static void curves(List<DistributionFit> fits, NumberSample sample) {
        double least = Figures.decimals(sample.least(), sample.decimals());
        double greatest = Figures.decimals(sample.greatest(), sample.decimals());
        double half = sample.step() / 2;
        int decimals = sample.decimals();
        double mean = Figures.rounded(sample.mean());
        if (least >= 0) {
            attempt(
                    fits,
                    "exponential",
                    sample,
                    () -> exponential(mean, greatest, decimals),
                    bounded(() -> Distribution.exponential(mean), -half, greatest));
        }
        double deviation = Figures.rounded(deviation(DoubleStream.of(sample.sorted())));
        attempt(
                fits,
                "normal",
                sample,
                () -> normal(mean, deviation, least, greatest, decimals),
                bounded(() -> Distribution.normal(mean, deviation), least, greatest));
        if (least >= 0) {
            // A number that was rounded to 0 was somewhere below half a step.
            var logs = DoubleStream.of(sample.sorted())
                    .map(value -> Math.log(Math.max(value, half)))
                    .toArray();
            double median =
                    Figures.rounded(Math.exp(DoubleStream.of(logs).average().orElseThrow()));
            double sigma = Figures.rounded(deviation(DoubleStream.of(logs)));
            attempt(
                    fits,
                    "lognormal",
                    sample,
                    () -> lognormal(median, sigma, greatest, decimals),
                    bounded(() -> Distribution.lognormal(median, sigma), -half, greatest));
        }
        if (least > 0) {
            double steep = sample.size()
                    / DoubleStream.of(sample.sorted())
                            .map(value -> Math.log(value / least))
                            .sum();
            double shape = Figures.rounded(Double.isFinite(steep) ? steep : 1e9);
            attempt(
                    fits,
                    "pareto",
                    sample,
                    () -> pareto(least, shape, greatest, decimals),
                    bounded(() -> Distribution.pareto(least, shape), least, greatest));
        }
    }

    private static NumberKind uniform(NumberSample sample) {
        return sample.decimals() == 0 ? whole(sample.least(), sample.greatest()) : decimal(sample);
    }

    private static NumberKind whole(double least, double greatest) {
        return new NumberKind.Integers(new NumberKind.WholeRange((long) least, (long) greatest));
    }

    private static NumberKind decimal(NumberSample sample) {
        double end = Figures.decimals(sample.greatest() + sample.step(), sample.decimals());
        return new NumberKind.Uniform(
                new NumberKind.Range(Figures.decimals(sample.least(), sample.decimals()), end), sample.decimals());
    }

    private static NumberKind exponential(double mean, double greatest, int decimals) {
        return new NumberKind.Exponential(new NumberKind.ExponentialShape(mean, null, greatest), decimals);
    }

    private static NumberKind normal(double mean, double deviation, double least, double greatest, int decimals) {
        return new NumberKind.Normal(new NumberKind.NormalShape(mean, deviation, least, greatest), decimals);
    }

    private static NumberKind lognormal(double median, double sigma, double greatest, int decimals) {
        return new NumberKind.Lognormal(new NumberKind.LognormalShape(median, sigma, null, greatest), decimals);
    }

    private static NumberKind pareto(double least, double shape, double greatest, int decimals) {
        return new NumberKind.Pareto(new NumberKind.ParetoShape(least, shape, greatest), decimals);
    }

    /** Shares below a value, a whole step's worth at the least value already. */
    private static Supplier<DoubleUnaryOperator> uniformShares(NumberSample sample) {
        double from = sample.least() - sample.step() / 2;
        double width = sample.greatest() - sample.least() + sample.step();
        return () -> value -> Math.clamp((value - from) / width, 0, 1);
    }

    private static Supplier<DoubleUnaryOperator> bounded(
            Supplier<Distribution> distribution, double least, double greatest) {
        return () -> {
            var whole = distribution.get();
            double below = whole.shareBelow(least);
            double within = whole.shareBelow(greatest) - below;
            return value -> Math.clamp((whole.shareBelow(value) - below) / within, 0, 1);
        };
    }

    private static void attempt(
            List<DistributionFit> fits,
            String name,
            NumberSample sample,
            Supplier<NumberKind> kind,
            Supplier<DoubleUnaryOperator> shares) {
        try {
            fits.add(new DistributionFit(kind.get(), name, distance(sample, shares.get())));
        } catch (InvalidSetting beyondWhatAFieldCanBe) {
            // Another distribution serves, or the sample is cut into pieces.
            return;
        }
    }

    private static double distance(NumberSample sample, DoubleUnaryOperator shareBelow) {
        double farthest = 0;
        double half = sample.step() / 2;
        int size = sample.size();
        int stride = Math.max(1, size / PLACES);
        for (int place = 0; place < size; place = Math.max(sample.behind(place), place + stride)) {
            double value = sample.sorted()[place];
            int behind = sample.behind(place);
            int before = place;
            while (before > 0 && sample.sorted()[before - 1] == value) {
                before--;
            }
            farthest = Math.max(farthest, Math.abs(shareBelow.applyAsDouble(value + half) - (double) behind / size));
            farthest = Math.max(farthest, Math.abs(shareBelow.applyAsDouble(value - half) - (double) before / size));
        }
        return farthest;
    }

    private static double deviation(DoubleStream values) {
        var all = values.toArray();
        double mean = DoubleStream.of(all).average().orElseThrow();
        return Math.sqrt(DoubleStream.of(all)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow());
    }
}
