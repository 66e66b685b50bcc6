package dev.millrace.generator.field;

import dev.millrace.settings.InvalidSetting;
import java.util.regex.Pattern;

/**
 * A text with a number in it, such as {@code customer-%08d}.
 *
 * @param before what stands before the number
 * @param width  least number of digits, filled with zeros
 * @param after  what stands behind it
 */
record SequenceFormat(String before, int width, String after) {
    private static final Pattern NUMBER = Pattern.compile("%(?:0(\\d{1,2}))?d");

    static SequenceFormat parse(String text) {
        var match = NUMBER.matcher(text);
        if (!match.find()) {
            throw new InvalidSetting("sequence", "'" + text + "' has no place for the number; write %d or %08d");
        }
        var before = text.substring(0, match.start());
        var after = text.substring(match.end());
        if (before.contains("%") || after.contains("%")) {
            throw new InvalidSetting("sequence", "'" + text + "' must have exactly one %d and no other %");
        }
        int width = match.group(1) == null ? 1 : Integer.parseInt(match.group(1));
        if (width > 19) {
            throw new InvalidSetting("sequence", "'" + text + "' asks for more than 19 digits");
        }
        return new SequenceFormat(before, width, after);
    }
}
