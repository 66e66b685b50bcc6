package dev.millrace.generator.line;

import java.time.Clock;

/** How the lines of a file or of standard input are written. */
public enum LineFormat {
    /** Access log of a web server: common or combined log format, as Apache and nginx write it. */
    COMBINED,
    /** System log, package log or any other text. */
    TEXT,
    /** One JSON object a line. */
    JSON;

    /**
     * A new parser of this format, for one thread.
     *
     * @param clock tells the year of times written without one, and, by its zone, where times without a zone
     *     were written
     */
    public LineParser parser(Clock clock) {
        return switch (this) {
            case COMBINED -> new CombinedParser();
            case TEXT -> new TextParser(clock);
            case JSON -> new JsonLineParser(clock.getZone());
        };
    }
}
