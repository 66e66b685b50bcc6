package dev.millrace.generator.intake;

import dev.millrace.event.Event;
import dev.millrace.event.EventData;
import dev.millrace.event.Origin;
import dev.millrace.event.TraceContext;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as somebody sent it, before it has an origin: all but its data may be missing.
 *
 * @param id            the sender's id; without one the event gets the id that follows from its origin
 * @param type          the sender's type; without one the source's
 * @param time          when it happened; without it the time it was taken in
 * @param key           what it is about
 * @param correlationId what story it is part of; without it the event's id
 * @param trace         the sender's trace context
 * @param extensions    further attributes
 * @param data          what it says
 */
public record PostedEvent(
        @Nullable String id,
        @Nullable String type,
        @Nullable Instant time,
        @Nullable String key,
        @Nullable String correlationId,
        @Nullable TraceContext trace,
        Map<String, String> extensions,
        EventData data) {

    /** The event this becomes at its place in the source's sequence. */
    Event at(Origin origin, String source, String sourceType, Instant now) {
        var eventId = id == null ? origin.eventId(source) : id;
        return new Event(
                eventId,
                source,
                type == null ? sourceType : type,
                time == null ? now : time,
                key,
                correlationId == null ? eventId : correlationId,
                trace,
                origin,
                extensions,
                data);
    }
}
