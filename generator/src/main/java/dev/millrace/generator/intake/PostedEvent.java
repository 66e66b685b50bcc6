package dev.millrace.generator.intake;

import dev.millrace.event.Event;
import dev.millrace.event.EventData;
import dev.millrace.event.Origin;
import dev.millrace.event.TraceContext;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event as somebody sent it, before it has an origin: all but its data may be missing. One that could not be
 * written as a CloudEvent cannot be made: an {@link IllegalArgumentException} says why.
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
    private static final Set<String> OWN_ATTRIBUTES = Set.of(
            "specversion",
            "id",
            "source",
            "type",
            "time",
            "data",
            "data_base64",
            "partitionkey",
            "correlationid",
            "traceparent",
            "run",
            "index");
    /** What an RFC 3339 time can say. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    public PostedEvent {
        // Refused here, while its sender listens: an event that cannot be written would stop all others.
        requireText("id", id);
        requireText("type", type);
        requireText("correlationId", correlationId);
        if (time != null && (time.isBefore(EARLIEST) || time.isAfter(LATEST))) {
            throw new IllegalArgumentException("time must lie in the years 1 to 9999, was " + time);
        }
        extensions = Map.copyOf(extensions);
        for (var name : extensions.keySet()) {
            if (OWN_ATTRIBUTES.contains(name)) {
                throw new IllegalArgumentException("'" + name + "' is an attribute of its own, not an extension");
            }
        }
    }

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

    private static void requireText(String name, @Nullable String value) {
        if (value != null && value.isEmpty()) {
            throw new IllegalArgumentException(name + " must not be empty");
        }
    }
}
