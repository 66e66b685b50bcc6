package dev.millrace.event.json;

import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON in UTF-8 and nothing else.
 *
 * <p>Left to itself, the parser would guess UTF-16 and UTF-32 from the first bytes, and then know no positions in
 * the bytes: data could not be cut out of them.
 */
final class Utf8Json {
    static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .build();

    private static final int MARK_LENGTH = 3;

    private Utf8Json() {}

    /** Length of the byte order mark at {@code offset}, which some programs write before UTF-8; 0 where there is none. */
    static int byteOrderMark(byte[] bytes, int offset, int length) {
        return length >= MARK_LENGTH
                        && bytes[offset] == (byte) 0xEF
                        && bytes[offset + 1] == (byte) 0xBB
                        && bytes[offset + 2] == (byte) 0xBF
                ? MARK_LENGTH
                : 0;
    }
}
