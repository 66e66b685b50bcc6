package dev.millrace.event.json;

import dev.millrace.event.UnreadableEvent;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/** How this package reads JSON: from UTF-8 and nothing else, with errors a person can read. Thread-safe. */
final class EventJson {
    // Left to itself the parser would take UTF-16 too, whose values cannot be cut out of the bytes as they stand.
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .build();

    private EventJson() {}

    static JsonParser parser(byte[] bytes) {
        return JSON.createParser(ObjectReadContext.empty(), bytes);
    }

    /** The parser lets overlong forms and code points that do not exist pass; they would stop a database later. */
    static void requireUtf8(byte[] bytes) throws UnreadableEvent {
        int invalid = Utf8.firstInvalid(bytes, 0, bytes.length);
        if (invalid >= 0) {
            throw new UnreadableEvent("not UTF-8 at byte " + invalid);
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
