package dev.millrace.generator.line;

import dev.millrace.event.json.JsonBuffer;

/**
 * Makes the data of one event out of one line. Parsers reuse their buffers: each belongs to one thread.
 *
 * <p>An empty line is no event: whoever reads lines leaves it out, as {@code LineBuffer} does, and does not hand
 * it to a parser. A line of blanks is a line.
 */
public interface LineParser {
    /**
     * Appends one JSON object to {@code data}; the line's terminator is not part of {@code length}.
     *
     * @return what the line itself says about its time and key
     * @throws MalformedLine if the line is not of the format, or not UTF-8; {@code data} is then as it was before
     */
    ParsedLine parse(byte[] line, int offset, int length, JsonBuffer data) throws MalformedLine;
}
