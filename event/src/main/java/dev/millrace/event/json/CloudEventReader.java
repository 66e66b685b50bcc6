package dev.millrace.event.json;

import static dev.millrace.event.json.CloudEventAttribute.CORRELATION_ID;
import static dev.millrace.event.json.CloudEventAttribute.DATA;
import static dev.millrace.event.json.CloudEventAttribute.DATA_BASE64;
import static dev.millrace.event.json.CloudEventAttribute.ID;
import static dev.millrace.event.json.CloudEventAttribute.INDEX;
import static dev.millrace.event.json.CloudEventAttribute.PARTITION_KEY;
import static dev.millrace.event.json.CloudEventAttribute.RUN;
import static dev.millrace.event.json.CloudEventAttribute.SOURCE;
import static dev.millrace.event.json.CloudEventAttribute.SPECVERSION;
import static dev.millrace.event.json.CloudEventAttribute.TIME;
import static dev.millrace.event.json.CloudEventAttribute.TRACEPARENT;
import static dev.millrace.event.json.CloudEventAttribute.TYPE;

import dev.millrace.event.Event;
import dev.millrace.event.EventData;
import dev.millrace.event.UnreadableEvent;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads events written as CloudEvents 1.0 in structured JSON mode. Thread-safe.
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
     * @throws UnreadableEvent if the bytes are not UTF-8, not JSON, not a CloudEvent, or name an attribute twice
     */
    public Event read(byte[] bytes, Instant received) throws UnreadableEvent {
        EventJson.requireUtf8(bytes);
        var draft = new EventDraft();
        try (var parser = EventJson.parser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableEvent("not a JSON object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                attribute(parser, bytes, draft);
            }
            if (parser.nextToken() != null) {
                throw new UnreadableEvent("more text after the event's closing brace");
            }
        } catch (JacksonException e) {
            throw EventJson.notJson(e);
        }
        return draft.finish(received);
    }

    private static void attribute(JsonParser parser, byte[] bytes, EventDraft draft) throws UnreadableEvent {
        var name = parser.currentName();
        var token = parser.nextToken();
        // CloudEvents: an attribute that is null is the same as one that is absent.
        if (token == JsonToken.VALUE_NULL && !name.equals(DATA)) {
            return;
        }
        switch (name) {
            case DATA -> draft.data(data(parser, bytes));
            case DATA_BASE64 -> throw new UnreadableEvent("binary data (data_base64) is not supported; send JSON data");
            case SPECVERSION -> draft.specVersion(text(name, parser, token));
            case ID -> draft.id(text(name, parser, token));
            case SOURCE -> draft.source(text(name, parser, token));
            case TYPE -> draft.type(text(name, parser, token));
            case TIME -> draft.time(text(name, parser, token));
            case PARTITION_KEY -> draft.key(text(name, parser, token));
            case CORRELATION_ID -> draft.correlationId(text(name, parser, token));
            case TRACEPARENT -> draft.traceparent(text(name, parser, token));
            case RUN -> draft.run(text(name, parser, token));
            case INDEX -> draft.index(text(name, parser, token));
            default -> draft.extension(name, text(name, parser, token));
        }
    }

    private static EventData data(JsonParser parser, byte[] bytes) {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        int end = (int) parser.currentLocation().getByteOffset();
        return EventData.copyOf(bytes, start, end - start);
    }

    private static String text(String name, JsonParser parser, JsonToken token) throws UnreadableEvent {
        return switch (token) {
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_TRUE, VALUE_FALSE -> parser.getString();
            default -> throw new UnreadableEvent("attribute '" + name + "' must be a string");
        };
    }
}
