package dev.millrace.generator.infer;

import dev.millrace.generator.field.CompositeKind;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.field.Literal;
import dev.millrace.generator.field.NumberKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Numbers no one distribution fits: single values that come up very often, and pieces of even spread for the rest. */
final class NumberPieces {
    /** Decimals are drawn up to here; beyond, the digits behind the point are lost in a double before long anyway. */
    private static final double FARTHEST = 1e12;
    /** A range from one end of these to the other is still one of longs. */
    private static final double FARTHEST_WHOLE = 4e18;

    private static final int PIECES = 16;

    /** A value with this share of the events stands by itself. */
    private static final double OFTEN = 0.05;

    /** With fewer numbers than this a distribution says nothing. */
    private static final int FEWEST = 100;

    private NumberPieces() {}

    /** The distribution with the single values beside it where there are any, or else the pieces. */
    static Fitted of(NumberSample sample, double nearEnough) {
        var parts = new ArrayList<CompositeKind.Part>();
        var rest = new ArrayList<Double>();
        for (int place = 0; place < sample.size(); place = sample.behind(place)) {
            int behind = sample.behind(place);
            if (behind - place >= OFTEN * sample.size()) {
                parts.add(single(sample, place, behind - place));
            } else {
                for (int i = place; i < behind; i++) {
                    rest.add(sample.sorted()[i]);
                }
            }
        }
        if (parts.isEmpty() || rest.size() < FEWEST) {
            return new Fitted(mix(pieces(sample)), "no distribution fits; as a histogram");
        }
        var others = NumberSample.of(rest, sample.decimals());
        var fit = DistributionFit.best(others).filter(found -> found.distance() <= nearEnough);
        if (fit.isPresent()) {
            parts.add(new CompositeKind.Part(fit.get().kind(), others.size()));
            return new Fitted(
                    mix(parts),
                    "frequent values, and %s for the rest (distance %s)"
                            .formatted(
                                    fit.get().name(), Figures.distance(fit.get().distance())));
        }
        parts.addAll(pieces(others));
        return new Fitted(mix(parts), "frequent values, and a histogram for the rest");
    }

    private static List<CompositeKind.Part> pieces(NumberSample sample) {
        var parts = new ArrayList<CompositeKind.Part>();
        int from = 0;
        for (int piece = 1; piece <= PIECES && from < sample.size(); piece++) {
            int target = Math.max(from, (int) ((long) sample.size() * piece / PIECES) - 1);
            int to = sample.behind(Math.min(target, sample.size() - 1));
            parts.add(piece(sample.part(from, to)));
            from = to;
        }
        return parts;
    }

    private static CompositeKind.Part piece(NumberSample values) {
        if (values.least() == values.greatest()) {
            return single(values, 0, values.size());
        }
        boolean large = Math.max(Math.abs(values.least()), Math.abs(values.greatest()) + values.step()) > FARTHEST;
        NumberKind kind = values.decimals() == 0 || large
                ? new NumberKind.Integers(new NumberKind.WholeRange(whole(values.least()), whole(values.greatest())))
                : new NumberKind.Uniform(
                        new NumberKind.Range(
                                Figures.decimals(values.least(), values.decimals()),
                                Figures.decimals(values.greatest() + values.step(), values.decimals())),
                        values.decimals());
        return new CompositeKind.Part(kind, values.size());
    }

    private static long whole(double value) {
        return (long) Math.clamp(value, -FARTHEST_WHOLE, FARTHEST_WHOLE);
    }

    private static CompositeKind.Part single(NumberSample sample, int place, int count) {
        return new CompositeKind.Part(
                new FieldKind.Constant(literal(sample.sorted()[place], sample.decimals())), count);
    }

    static Literal literal(double value, int decimals) {
        return Literal.parse(BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .toPlainString());
    }

    private static FieldKind mix(List<CompositeKind.Part> parts) {
        return new CompositeKind.Mix(parts);
    }
}
