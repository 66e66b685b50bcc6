package dev.millrace.generator.line;

/**
 * A line that is not of the format it was to have. The message says what was expected, and at which byte of the
 * line, counted from 1. Expected in any log, so it carries no stack trace.
 */
public final class MalformedLine extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    MalformedLine(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    /** What is wrong with the line, in words for a person. */
    public String reason() {
        return reason;
    }
}
