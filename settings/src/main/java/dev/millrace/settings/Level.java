package dev.millrace.settings;

import java.util.regex.Pattern;

/**
 * How many a second at one moment, as people write it: a {@link Rate} that may be nothing, such as {@code 0/s}.
 *
 * @param perSecond events a second, from 0, finite
 */
@Written(as = "a rate", example = "5000/s", pattern = Rate.PATTERN)
public record Level(double perSecond) {
    /** Nothing at all. */
    public static final Level NONE = new Level(0);

    private static final Pattern NOTHING = Pattern.compile("0+(?:\\.0+)? ?[kM]? ?/ ?[smhd]");

    public Level {
        if (!(perSecond >= 0) || Double.isInfinite(perSecond)) {
            throw new InvalidSetting(
                    "", "a rate must be finite and not negative, was " + QuantityText.plain(perSecond) + "/s");
        }
        // Minus zero is zero: equal levels are equal records.
        perSecond += 0.0;
    }

    /** Reads a level; throws {@link InvalidSetting} without a field where it is none. */
    public static Level parse(String text) {
        return NOTHING.matcher(text.strip()).matches()
                ? NONE
                : new Level(Rate.parse(text).perSecond());
    }

    /** The shortest form that {@link #parse} reads back as the same level. */
    @Override
    public String toString() {
        return perSecond == 0 ? "0/s" : new Rate(perSecond).toString();
    }
}
