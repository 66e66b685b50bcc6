package dev.millrace.generator.field;

import dev.millrace.settings.InvalidSetting;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a series, in steps of the smallest decimal. Immutable.
 *
 * @param start  where each round begins
 * @param step   the way from one event to the next
 * @param round  how far it goes until it begins again, in the direction of the step; 0 where it never does
 * @param before how far the first event is into its round
 */
record SeriesNumbers(long start, long step, long round, long before) {
    /** The greatest number of smallest decimals; a sum of two still is a long. */
    private static final BigDecimal FARTHEST = BigDecimal.valueOf(1L << 61);

    static SeriesNumbers of(NumberKind.Steps steps, int decimals) {
        long start = scaled("start", steps.start(), decimals);
        long step = scaled("step", steps.step(), decimals);
        if (step == 0) {
            throw new InvalidSetting("series.step", "must not be 0");
        }
        long round = distance("restart", steps.restart(), start, step, decimals);
        long before = distance("initial", steps.initial(), start, step, decimals);
        if (steps.restart() != null && round == 0) {
            throw new InvalidSetting("series.restart", "must not be where it starts, was " + steps.restart());
        }
        if (round > 0 && before >= round) {
            throw new InvalidSetting("series.initial", "must lie before 'restart', was " + steps.initial());
        }
        return new SeriesNumbers(start, step, round, before);
    }

    /** The number of an event. */
    long at(long index) {
        long gone = Math.abs(step);
        // Beyond 2^63 a series without rounds begins anew at the other end, as longs do.
        long way = round == 0 ? before + gone * index : (before + multiplied(gone % round, index % round)) % round;
        return step > 0 ? start + way : start - way;
    }

    private long multiplied(long a, long b) {
        if (Math.multiplyHigh(a, b) == 0 && a * b >= 0) {
            return a * b % round;
        }
        return BigDecimal.valueOf(a)
                .multiply(BigDecimal.valueOf(b))
                .remainder(BigDecimal.valueOf(round))
                .longValueExact();
    }

    private static long distance(String setting, @Nullable Double to, long start, long step, int decimals) {
        if (to == null) {
            return 0;
        }
        long way = (scaled(setting, to, decimals) - start) * Long.signum(step);
        if (way < 0) {
            throw new InvalidSetting("series." + setting, "must lie in the direction of 'step', was " + to);
        }
        return way;
    }

    private static long scaled(String setting, double value, int decimals) {
        var scaled = Double.isFinite(value) ? BigDecimal.valueOf(value).movePointRight(decimals) : FARTHEST;
        if (scaled.abs().compareTo(FARTHEST) >= 0) {
            throw new InvalidSetting("series." + setting, "is too large, was " + value);
        }
        if (scaled.stripTrailingZeros().scale() > 0) {
            throw new InvalidSetting(
                    "series." + setting, "has more digits behind the point than 'decimals' (" + decimals + ")");
        }
        return scaled.longValueExact();
    }
}
