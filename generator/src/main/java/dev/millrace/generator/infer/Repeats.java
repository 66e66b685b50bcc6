package dev.millrace.generator.infer;

import dev.millrace.generator.field.Skew;
import dev.millrace.settings.Share;
import org.jspecify.annotations.Nullable;

/**
 * How values come up again.
 *
 * @param any    whether they do, so often that there is a number of them to speak of
 * @param values how many there are
 * @param skew   how unevenly they come up; null where all are alike
 */
record Repeats(boolean any, long values, @Nullable Skew skew) {
    /** An even draw, for kinds that take turns without a skew. */
    static final Skew EVEN = new Skew.Hotspot(new Share(0.5), new Share(0.5));

    /** Of values that are nearly all different, how many there are can be told from many repeats alone. */
    private static final double LEAST_REPEATS = 1.1;

    private static final double LEAST_OF_MANY = 1.02;
    private static final long MANY = 100;

    static Repeats of(DistinctValues distinct) {
        boolean many = distinct.total() - distinct.different() >= MANY;
        if (distinct.total() < (many ? LEAST_OF_MANY : LEAST_REPEATS) * distinct.different()) {
            return new Repeats(false, distinct.different(), null);
        }
        var fit = ZipfFit.of(distinct);
        return new Repeats(
                true,
                fit.values(),
                fit.skewed() ? new Skew.ByZipf(Figures.rounded(fit.exponent()), Skew.Favourites.OLDEST) : null);
    }

    @Nullable
    Long cardinality() {
        return any ? values : null;
    }

    String note() {
        return any ? "about " + Figures.count(values) + " different values" : "";
    }
}
