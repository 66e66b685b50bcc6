package dev.millrace.event.frame;

import dev.millrace.event.Event;
import dev.millrace.event.EventData;
import dev.millrace.event.Origin;
import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.avro.AvroInput;
import dev.millrace.event.avro.SchemaFailure;
import dev.millrace.event.avro.SchemaLookup;
import dev.millrace.event.json.CloudEventWriter;
import dev.millrace.event.json.JsonBuffer;
import dev.millrace.event.json.Utf8;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Takes single events out of frames, as events or as CloudEvents in JSON, just as they would have been read had each
 * been sent by itself. Not thread-safe.
 *
 * <p>An event that cannot be read does not stand in the way of the others: the cursor goes on behind it.
 */
public final class FrameUnpacker {
    private final FrameBodies bodies;
    private final CloudEventWriter writer = new CloudEventWriter();
    private final AvroInput input = new AvroInput("a frame's attributes");
    private final JsonBuffer scratch = new JsonBuffer();

    /** @param schemas where the schemas of Avro bodies are found */
    public FrameUnpacker(SchemaLookup schemas) {
        this.bodies = new FrameBodies(schemas);
    }

    /**
     * The event that the cursor is at.
     *
     * @throws UnreadableEvent if its body is not of its schema, or a text is not UTF-8; other events may be readable
     * @throws SchemaFailure   if its schema cannot be had
     */
    public Event event(FrameCursor at) throws UnreadableEvent, SchemaFailure {
        var head = at.head();
        requireTexts(at);
        scratch.clear();
        bodies.write(at, scratch);
        try {
            return new Event(
                    at.id(),
                    head.source(),
                    head.type(),
                    Instant.ofEpochSecond(
                            Math.floorDiv(at.timeMicros(), 1_000_000L),
                            Math.floorMod(at.timeMicros(), 1_000_000L) * 1_000L),
                    at.key(),
                    at.correlationId(),
                    at.trace(),
                    head.run() == null ? null : new Origin(head.run(), at.index()),
                    extensions(at),
                    EventData.copyOf(scratch.unsafeBytes(), 0, scratch.size()));
        } catch (IllegalArgumentException e) {
            throw new UnreadableEvent("not an event: " + e.getMessage(), e);
        }
    }

    /** As {@link #event}, appended as a CloudEvent in structured JSON mode. */
    public void writeJson(FrameCursor at, JsonBuffer out) throws UnreadableEvent, SchemaFailure {
        writer.write(event(at), out);
    }

    private static void requireTexts(FrameCursor at) throws UnreadableEvent {
        requireUtf8(at, at.keyOffset(), at.keyLength(), "key");
        requireUtf8(at, at.ids().offset(), at.ids().length(), "id");
        requireUtf8(at, at.correlations().offset(), at.correlations().length(), "correlation id");
    }

    private static void requireUtf8(FrameCursor at, int offset, int length, String what) throws UnreadableEvent {
        if (length > 0 && Utf8.firstInvalid(at.unsafeBytes(), offset, length) >= 0) {
            throw new UnreadableEvent("the " + what + " of event " + at.place() + " of a frame is not UTF-8");
        }
    }

    private Map<String, String> extensions(FrameCursor at) throws UnreadableEvent {
        var view = at.extensions();
        if (!view.exists()) {
            return Map.of();
        }
        input.open(at.unsafeBytes(), view.offset(), view.length());
        int attributes = input.count(view.length(), "the number of attributes");
        var found = new LinkedHashMap<String, String>();
        for (int i = 0; i < attributes; i++) {
            var name = text();
            if (found.put(name, text()) != null) {
                throw input.unreadable("attribute '" + name + "' is there twice");
            }
        }
        if (input.remaining() > 0) {
            throw input.unreadable(input.remaining() + " bytes are left over");
        }
        return found;
    }

    private String text() throws UnreadableEvent {
        int length = input.length();
        int from = input.position();
        input.skip(length);
        if (Utf8.firstInvalid(input.unsafeBytes(), from, length) >= 0) {
            throw input.unreadable("a text is not UTF-8");
        }
        return new String(input.unsafeBytes(), from, length, StandardCharsets.UTF_8);
    }
}
