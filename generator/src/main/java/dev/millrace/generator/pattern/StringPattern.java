package dev.millrace.generator.pattern;

import dev.millrace.event.json.JsonBuffer;
import dev.millrace.generator.random.Draws;
import dev.millrace.settings.InvalidSetting;

/**
 * A regular expression read backwards: it makes texts that fit. Immutable and thread-safe.
 *
 * <p>The part of the language that has an end: literals, classes, groups, alternatives, {@code ?}, {@code {n}} and
 * {@code {n,m}}. One event's text takes at most {@value #MOST_STEPS} steps; a pattern that could take more is refused
 * when it is read, not when it is too late.
 */
public final class StringPattern {
    /** Most characters and groups that one text may be put together from. */
    static final long MOST_STEPS = 10_000;

    private static final int LONGEST = 1_000;

    private final Part root;

    private StringPattern(Part root) {
        this.root = root;
    }

    /** Reads a pattern; throws {@link InvalidSetting} for the setting {@code pattern} where it cannot be used. */
    public static StringPattern parse(String pattern) {
        if (pattern.length() > LONGEST) {
            throw new InvalidSetting("pattern", "must have at most " + LONGEST + " characters");
        }
        var root = new PatternParser(pattern).parse();
        if (root.steps() > MOST_STEPS) {
            throw new InvalidSetting(
                    "pattern",
                    "can take " + root.steps() + " steps for one text; at most " + MOST_STEPS + " are possible");
        }
        return new StringPattern(root);
    }

    /** Appends a text that fits, as plain UTF-8. */
    public void write(Draws draws, JsonBuffer out) {
        root.write(draws, out);
    }
}
