package dev.millrace.settings;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the texts of one kind of quantity: a number and what follows it. Immutable. */
record QuantityText(Pattern pattern, String refusal) {
    /** Longer than any number a double or a long can hold; keeps a hostile text from costing time. */
    private static final int LONGEST = 400;

    private static final int LONGEST_QUOTED = 60;

    /** The parts of the text, spaces around it ignored; throws {@link InvalidSetting} where it is none of this kind. */
    Matcher match(String text) {
        var stripped = text.strip();
        if (stripped.length() <= LONGEST) {
            var match = pattern.matcher(stripped);
            if (match.matches()) {
                return match;
            }
        }
        throw refused(text, refusal);
    }

    /** The error that says what is wrong with a text, quoting no more of it than a line can hold. */
    static InvalidSetting refused(String text, String why) {
        var quoted = text.length() <= LONGEST_QUOTED ? text : text.substring(0, LONGEST_QUOTED) + "…";
        return new InvalidSetting("", "'" + quoted + "' " + why);
    }

    /** A number as people write it: no exponent, no trailing zeros. */
    static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /** The same for a double, which may be anything. */
    static String plain(double number) {
        return Double.isFinite(number) ? plain(BigDecimal.valueOf(number)) : Double.toString(number);
    }
}
