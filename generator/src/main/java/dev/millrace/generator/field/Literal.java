package dev.millrace.generator.field;

import java.util.regex.Pattern;

/**
 * A value as it stands in the file: a number or a truth value where it reads as one in JSON, otherwise a text.
 *
 * @param text the value's text
 * @param json whether it stands in JSON as it is, without quotes
 */
public record Literal(String text, boolean json) {
    private static final Pattern BARE = Pattern.compile("true|false|-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

    /** Reads a value. */
    public static Literal parse(String text) {
        return new Literal(text, BARE.matcher(text).matches());
    }

    /** A text, whatever it reads as. */
    public static Literal text(String text) {
        return new Literal(text, false);
    }

    /** As {@link #parse} reads it; a text that would read as a number stands in quotes, and is not read back. */
    @Override
    public String toString() {
        return json || !BARE.matcher(text).matches() ? text : '"' + text + '"';
    }
}
