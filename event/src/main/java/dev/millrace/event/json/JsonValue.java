package dev.millrace.event.json;

import dev.millrace.event.UnreadableEvent;
import tools.jackson.core.JacksonException;

/** Sees whether bytes are JSON. Thread-safe. */
public final class JsonValue {
    private JsonValue() {}

    /**
     * Requires that {@code length} bytes at {@code offset} are one JSON value in UTF-8 and nothing more.
     *
     * @throws UnreadableEvent if they are not
     */
    public static void require(byte[] bytes, int offset, int length) throws UnreadableEvent {
        EventJson.requireUtf8(bytes, offset, length);
        try (var parser = EventJson.valueParser(bytes, offset, length)) {
            if (parser.nextToken() == null) {
                throw new UnreadableEvent("not JSON: there is nothing");
            }
            parser.skipChildren();
            parser.finishToken();
            if (parser.nextToken() != null) {
                throw new UnreadableEvent("not JSON: more text after the value");
            }
        } catch (JacksonException e) {
            throw EventJson.notJson(e);
        }
    }
}
