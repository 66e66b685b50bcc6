package dev.millrace.event.json;

import dev.millrace.event.Event;
import dev.millrace.event.EventData;
import dev.millrace.event.UnreadableEvent;
import java.time.Instant;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads events written as CloudEvents 1.0: in structured JSON mode, or with the attributes apart from the data, as
 * in binary mode. Thread-safe.
 *
 * <p>{@code data} is checked to be JSON and kept as the bytes it came in. Attributes this version does not know
 * are kept as {@linkplain Event#extensions() extensions}.
 */
public final class CloudEventReader {

    /**
     * Reads one event.
     *
     * @param bytes    the whole of a record's value
     * @param received the time to take for an event that has none, such as the record's timestamp
     * @throws UnreadableEvent if the bytes are not JSON in UTF-8, not a CloudEvent, or name an attribute twice
     */
    public Event read(byte[] bytes, Instant received) throws UnreadableEvent {
        return read(bytes, 0, bytes.length, received);
    }

    /**
     * Reads one event that is a part of {@code bytes}, such as an element of a batch.
     *
     * @param received the time to take for an event that has none
     * @throws UnreadableEvent if that part is not JSON in UTF-8, not a CloudEvent, or names an attribute twice
     */
    public Event read(byte[] bytes, int offset, int length, Instant received) throws UnreadableEvent {
        EventJson.requireUtf8(bytes, offset, length);
        int start = offset + EventJson.byteOrderMark(bytes, offset, length);
        var draft = new EventDraft();
        try (var parser = EventJson.parser(bytes, start, offset + length - start)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableEvent("not a JSON object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                attribute(parser, bytes, start, draft);
            }
            if (parser.nextToken() != null) {
                throw new UnreadableEvent("more text after the event's closing brace");
            }
        } catch (JacksonException e) {
            throw EventJson.notJson(e);
        }
        return draft.finish(received);
    }

    /**
     * Puts an event together whose attributes came apart from its data.
     *
     * @param attributes by their CloudEvents names, without a prefix
     * @param data       what the event says
     * @param received   the time to take for an event that has none
     * @throws UnreadableEvent if an attribute is missing or not valid
     */
    public Event read(Map<String, String> attributes, EventData data, Instant received) throws UnreadableEvent {
        var draft = new EventDraft();
        for (var attribute : attributes.entrySet()) {
            draft.attribute(attribute.getKey(), attribute.getValue());
        }
        draft.data(data);
        return draft.finish(received);
    }

    private static void attribute(JsonParser parser, byte[] bytes, int start, EventDraft draft) throws UnreadableEvent {
        var name = parser.currentName();
        var token = parser.nextToken();
        // CloudEvents: an attribute that is null is the same as one that is absent.
        if (token == JsonToken.VALUE_NULL && !name.equals(CloudEventAttribute.DATA)) {
            return;
        }
        switch (name) {
            case CloudEventAttribute.DATA -> draft.data(data(parser, bytes, start));
            case CloudEventAttribute.DATA_BASE64 ->
                throw new UnreadableEvent("binary data (data_base64) is not supported; send JSON data");
            default -> draft.attribute(name, text(name, parser, token));
        }
    }

    // Positions in the parser count from where it began to read.
    private static EventData data(JsonParser parser, byte[] bytes, int start) {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        int to = (int) parser.currentLocation().getByteOffset();
        return EventData.copyOf(bytes, start + from, to - from);
    }

    private static String text(String name, JsonParser parser, JsonToken token) throws UnreadableEvent {
        return switch (token) {
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_TRUE, VALUE_FALSE -> parser.getString();
            default -> throw new UnreadableEvent("attribute '" + name + "' must be a string");
        };
    }
}
