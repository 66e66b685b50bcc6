package dev.millrace.event.json;

import dev.millrace.event.Origin;
import dev.millrace.event.UnreadableEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;

/**
 * Reads the {@link Headline} of a CloudEvent and stops as soon as it has it. Thread-safe. What follows in the
 * record is not looked at, so that a readable headline is no proof of a readable event.
 */
public final class HeadlineReader {
    /**
     * Reads a headline.
     *
     * @throws UnreadableEvent if the bytes up to there are not JSON or name no source
     */
    public Headline read(byte[] bytes) throws UnreadableEvent {
        String source = null;
        String run = null;
        String index = null;
        String time = null;
        try (var parser = EventJson.parser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableEvent("not a JSON object");
            }
            while ((source == null || run == null || index == null || time == null)
                    && parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case CloudEventAttribute.SOURCE -> source = parser.getValueAsString();
                    case CloudEventAttribute.RUN -> run = parser.getValueAsString();
                    case CloudEventAttribute.INDEX -> index = parser.getValueAsString();
                    case CloudEventAttribute.TIME -> time = parser.getValueAsString();
                    default -> {}
                }
                // Where an attribute holds an object, the names inside it are not the event's.
                parser.skipChildren();
            }
        } catch (JacksonException e) {
            throw EventJson.notJson(e);
        }
        if (source == null) {
            throw new UnreadableEvent("not a CloudEvent: attribute 'source' is missing");
        }
        return new Headline(source, origin(run, index), time == null ? null : TimestampReader.read(time));
    }

    private static @Nullable Origin origin(@Nullable String run, @Nullable String index) throws UnreadableEvent {
        if (run == null || index == null) {
            return null;
        }
        try {
            return new Origin(run, Long.parseLong(index));
        } catch (IllegalArgumentException e) {
            throw new UnreadableEvent("run or index is not valid: " + run + ", " + index, e);
        }
    }
}
