package dev.millrace.generator.infer;

import java.util.List;

/**
 * What became of the lines of a capture.
 *
 * @param lines     how many there were, empty ones left out
 * @param malformed how many were no JSON objects, and were passed over
 * @param examples  the first of those, each with its line and what is wrong
 * @param leftOut   some fields there was no room for
 */
public record CaptureReport(long lines, long malformed, List<String> examples, List<String> leftOut) {
    public CaptureReport {
        examples = List.copyOf(examples);
        leftOut = List.copyOf(leftOut);
    }

    /** How many events were taken in. */
    public long events() {
        return lines - malformed;
    }
}
