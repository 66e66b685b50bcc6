package dev.millrace.generator.workload;

import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Written;

/**
 * How many times, as people write it: {@code 3}, {@code forever}.
 *
 * @param times from 1; {@link #FOREVER} for no end
 */
@Written(as = "how many times", example = "3", pattern = Times.PATTERN)
public record Times(long times) {
    /** No end. */
    public static final long FOREVER = Long.MAX_VALUE;

    static final String PATTERN = "[1-9]\\d{0,8}|forever";

    public Times {
        if (times < 1) {
            throw new InvalidSetting("", "must be at least 1, was " + times);
        }
    }

    /** Reads a number of times; throws {@link InvalidSetting} without a field where it is none. */
    public static Times parse(String text) {
        var stripped = text.strip();
        if (!stripped.matches(PATTERN)) {
            throw new InvalidSetting("", "must be a number from 1 to 999999999, or 'forever'");
        }
        return new Times(stripped.equals("forever") ? FOREVER : Long.parseLong(stripped));
    }

    boolean forever() {
        return times == FOREVER;
    }

    @Override
    public String toString() {
        return forever() ? "forever" : Long.toString(times);
    }
}
