package dev.millrace.event.json;

import dev.millrace.event.UnreadableEvent;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/** How this package reads JSON: from UTF-8 and nothing else, with errors a person can read. Thread-safe. */
final class EventJson {
    private static final JsonFactory VALUES = factory(StreamReadConstraints.DEFAULT_MAX_DEPTH);
    // A value that could be read by itself must be readable as the data of an event.
    private static final JsonFactory EVENTS = factory(StreamReadConstraints.DEFAULT_MAX_DEPTH + 1);

    private EventJson() {}

    private static JsonFactory factory(int deepest) {
        // Left to itself the parser would take UTF-16 too, whose values cannot be cut out of the bytes as they stand.
        return JsonFactory.builder()
                .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(deepest).build())
                .build();
    }

    /** A parser of an event. */
    static JsonParser parser(byte[] bytes, int offset, int length) {
        return EVENTS.createParser(ObjectReadContext.empty(), bytes, offset, length);
    }

    /** A parser of a value by itself. */
    static JsonParser valueParser(byte[] bytes, int offset, int length) {
        return VALUES.createParser(ObjectReadContext.empty(), bytes, offset, length);
    }

    /** Length of the byte order mark at {@code offset}, which some programs write before UTF-8; 0 where there is none. */
    static int byteOrderMark(byte[] bytes, int offset, int length) {
        boolean marked = length >= 3
                && bytes[offset] == (byte) 0xEF
                && bytes[offset + 1] == (byte) 0xBB
                && bytes[offset + 2] == (byte) 0xBF;
        return marked ? 3 : 0;
    }

    /** The parser lets overlong forms and code points that do not exist pass; they would stop a database later. */
    static void requireUtf8(byte[] bytes, int offset, int length) throws UnreadableEvent {
        int invalid = Utf8.firstInvalid(bytes, offset, length);
        if (invalid >= 0) {
            throw new UnreadableEvent("not UTF-8 at byte " + (invalid - offset));
        }
    }

    static UnreadableEvent notJson(JacksonException e) {
        var message = e.getOriginalMessage();
        // The parser's own hint at where an object began only says that it does not keep the source.
        int hint = message.indexOf(" (start marker at");
        var location = e.getLocation();
        return new UnreadableEvent(
                "not JSON: " + (hint < 0 ? message : message.substring(0, hint))
                        + (location == null ? "" : " at byte " + location.getByteOffset()),
                e);
    }
}
