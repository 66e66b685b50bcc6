package dev.millrace.settings;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * A part of a whole, as people write it: {@code 0.1%}, {@code 100%}.
 *
 * @param fraction from 0 to 1
 */
@Written(as = "a share", example = "0.1%", pattern = Share.PATTERN)
public record Share(double fraction) {
    static final String PATTERN = "(\\d+(?:\\.\\d+)?) ?%";

    private static final QuantityText TEXT =
            new QuantityText(Pattern.compile(PATTERN), "is not a share such as 0.1% or 20%");

    public Share {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new InvalidSetting("", "a share must be from 0% to 100%, was " + percent(fraction));
        }
        // Minus zero is zero: equal shares are equal records.
        fraction += 0.0;
    }

    /** Reads a share; throws {@link InvalidSetting} without a field where it is none. */
    public static Share parse(String text) {
        var match = TEXT.match(text);
        return new Share(new BigDecimal(match.group(1)).movePointLeft(2).doubleValue());
    }

    /** The form that {@link #parse} reads back as the same share. */
    @Override
    public String toString() {
        return percent(fraction);
    }

    private static String percent(double fraction) {
        return Double.isFinite(fraction)
                ? QuantityText.plain(BigDecimal.valueOf(fraction).movePointRight(2)) + "%"
                : Double.toString(fraction);
    }
}
