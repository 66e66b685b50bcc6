package dev.millrace.generator.infer;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Texts that differ in a number alone: the last run of digits.
 *
 * @param before   what stands before the number
 * @param after    what stands behind it
 * @param shortest the least count of digits
 * @param longest  the greatest count of digits
 * @param padded   whether a number begins with a zero it does not need
 * @param least    the least number
 * @param greatest the greatest number
 */
record NumberedText(String before, String after, int shortest, int longest, boolean padded, long least, long greatest) {
    private static final Pattern FORM = Pattern.compile("(.*?)(\\d{1,18})(\\D*)", Pattern.DOTALL);

    /** The form of one text; null where it has no number. */
    static @Nullable NumberedText of(String text) {
        var match = FORM.matcher(text);
        if (!match.matches() || match.group(1).contains("%") || match.group(3).contains("%")) {
            return null;
        }
        var digits = match.group(2);
        long number = Long.parseLong(digits);
        return new NumberedText(
                match.group(1),
                match.group(3),
                digits.length(),
                digits.length(),
                digits.length() > 1 && digits.charAt(0) == '0',
                number,
                number);
    }

    /** The form of both; null where they have none in common. */
    @Nullable
    NumberedText with(NumberedText other) {
        if (!before.equals(other.before) || !after.equals(other.after)) {
            return null;
        }
        return new NumberedText(
                before,
                after,
                Math.min(shortest, other.shortest),
                Math.max(longest, other.longest),
                padded || other.padded,
                Math.min(least, other.least),
                Math.max(greatest, other.greatest));
    }

    /** The form as a sequence has it; {@code values} is how many different ones there are. */
    String sequence(long values) {
        boolean fixed = shortest == longest && longest > 1;
        // Numbers from a wider range than there are values: the texts keep their length, not their numbers.
        boolean sparse = greatest - least >= 4 * values;
        int width = padded || fixed || sparse ? longest : 0;
        return before + (width == 0 ? "%d" : "%0" + width + "d") + after;
    }
}
