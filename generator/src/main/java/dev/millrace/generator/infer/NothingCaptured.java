package dev.millrace.generator.infer;

/** A capture without a single event in it. */
public final class NothingCaptured extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient CaptureReport report;

    NothingCaptured(CaptureReport report) {
        super("There is no JSON object in " + report.lines() + " lines. One event a line is expected; a document over"
                + " several lines is put on one with: jq -c .");
        this.report = report;
    }

    /** What became of the lines. */
    public CaptureReport report() {
        return report;
    }
}
