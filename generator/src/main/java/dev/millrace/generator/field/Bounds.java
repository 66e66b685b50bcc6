package dev.millrace.generator.field;

import dev.millrace.generator.random.Distribution;
import dev.millrace.settings.InvalidSetting;
import org.jspecify.annotations.Nullable;

/**
 * The ends of a distribution's values, both included. Immutable.
 *
 * @param min the least value
 * @param max the greatest value
 */
record Bounds(double min, double max) {
    /** With six decimals, the greatest number that a long holds. */
    static final double FARTHEST = 1e12;

    /** A distribution of which less than this lies within its bounds would be drawn from its last bits. */
    private static final double LEAST_SHARE = 1e-6;

    /** The ends that were given; where none was, the farthest there is. */
    static Bounds of(@Nullable Double min, @Nullable Double max) {
        var bounds = new Bounds(min == null ? -FARTHEST : min, max == null ? FARTHEST : max);
        if (!(Math.abs(bounds.min) <= FARTHEST)) {
            throw new InvalidSetting("min", "must lie within ±1e12, was " + bounds.min);
        }
        if (!(Math.abs(bounds.max) <= FARTHEST)) {
            throw new InvalidSetting("max", "must lie within ±1e12, was " + bounds.max);
        }
        if (bounds.max <= bounds.min) {
            throw new InvalidSetting("max", "must be above min (" + bounds.min + "), was " + bounds.max);
        }
        return bounds;
    }

    boolean open() {
        return min == -FARTHEST && max == FARTHEST;
    }

    /** Refuses bounds between which hardly a value of the distribution lies. */
    void check(Distribution distribution) {
        if (!open() && distribution.shareBelow(max) - distribution.shareBelow(min) < LEAST_SHARE) {
            throw new InvalidSetting(
                    max < distribution.quantile(0.5) ? "max" : "min",
                    "less than one value in a million of this distribution lies within the bounds");
        }
    }

    /** Refuses bounds between which no number with so many decimals lies. */
    void check(int decimals) {
        if (Decimals.stepsUpTo(max, decimals) < Decimals.stepsFrom(min, decimals)) {
            throw new InvalidSetting("decimals", "no number with " + decimals + " decimals lies from min to max");
        }
    }

    static void within(String setting, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new InvalidSetting(setting, "must lie from " + least + " to " + most + ", was " + value);
        }
    }

    static void above0(String setting, double value, double most) {
        if (!(value > 0 && value <= most)) {
            throw new InvalidSetting(setting, "must lie above 0 and up to " + most + ", was " + value);
        }
    }
}
