package dev.millrace.generator.testing;

/** Lines that say which they are; some are no JSON, as in any real log. */
public final class NumberedLines {
    /** One line in so many is malformed. */
    public static final int MALFORMED_EVERY = 50;

    private NumberedLines() {}

    /** The line of this number. */
    public static String line(long number) {
        return number % MALFORMED_EVERY == 7 ? "line " + number + " is no JSON" : "{\"line\":" + number + "}";
    }
}
