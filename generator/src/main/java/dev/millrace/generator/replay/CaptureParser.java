package dev.millrace.generator.replay;

import dev.millrace.event.Event;
import dev.millrace.event.EventData;
import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.json.CloudEventReader;
import dev.millrace.event.json.JsonBuffer;
import dev.millrace.generator.line.LineFormat;
import dev.millrace.generator.line.LineParser;
import dev.millrace.generator.line.MalformedLine;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads lines of a capture. A JSON object that is a CloudEvent is taken as one; of any other the whole is the data. Not
 * thread-safe.
 */
public final class CaptureParser {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MARK = "\"specversion\"";

    private final LineFormat format;
    private final @Nullable String key;
    private final LineParser parser;
    private final CloudEventReader events = new CloudEventReader();
    private final JsonBuffer data = new JsonBuffer(1024);

    /**
     * A parser.
     *
     * @param key   the member of an event's data that is its key where the line has none of its own; a path with dots
     * @param clock tells what the lines leave out of their times
     */
    public CaptureParser(LineFormat format, @Nullable String key, Clock clock) {
        this.format = format;
        this.key = key;
        this.parser = format.parser(clock);
    }

    /** One line, without its end. */
    public Captured parse(byte[] line) throws MalformedLine {
        if (format == LineFormat.JSON && new String(line, StandardCharsets.UTF_8).contains(MARK)) {
            try {
                return of(events.read(line, Instant.EPOCH));
            } catch (UnreadableEvent e) {
                // Then it is an object like any other, or no JSON at all, which the parser of lines says better.
                return plain(line);
            }
        }
        return plain(line);
    }

    private Captured of(Event event) {
        return new Captured(
                event.time().equals(Instant.EPOCH) ? null : event.time(),
                event.key() == null ? member(event.data()) : event.key(),
                event.type(),
                event.correlationId(),
                event.extensions(),
                event.data());
    }

    private Captured plain(byte[] line) throws MalformedLine {
        data.clear();
        var parsed = parser.parse(line, 0, line.length, data);
        var text = EventData.copyOf(data.unsafeBytes(), 0, data.size());
        return new Captured(
                parsed.time(), parsed.key() == null ? member(text) : parsed.key(), null, null, Map.of(), text);
    }

    private @Nullable String member(EventData text) {
        if (key == null) {
            return null;
        }
        var node = JSON.readTree(text.toString());
        for (var name : key.split("\\.", -1)) {
            node = node.path(name);
        }
        return node.isValueNode() && !node.isNull() ? node.asString() : null;
    }
}
