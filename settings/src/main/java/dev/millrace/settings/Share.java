package dev.millrace.settings;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * A part of a whole, as people write it: {@code 0.1%}, {@code 100%}.
 *
 * @param fraction from 0 to 1
 */
public record Share(double fraction) {
    private static final Pattern TEXT = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*%");

    public Share {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new InvalidSetting("", "a share must be from 0% to 100%, was " + fraction * 100 + "%");
        }
    }

    /** Reads a share; throws {@link InvalidSetting} without a field where it is none. */
    public static Share parse(String text) {
        var match = TEXT.matcher(text.strip());
        if (!match.matches()) {
            throw new InvalidSetting("", "'" + text + "' is not a share such as 0.1% or 20%");
        }
        return new Share(new BigDecimal(match.group(1)).movePointLeft(2).doubleValue());
    }

    @Override
    public String toString() {
        return BigDecimal.valueOf(fraction)
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString() + "%";
    }
}
