package dev.millrace.gateway.port;

import dev.millrace.event.EventData;
import dev.millrace.event.TraceContext;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as it came in: what the sender said of it, and no more. What is null is for the source to fill in.
 *
 * @param id            the sender's id of the event
 * @param type          what kind of fact it is
 * @param time          when it happened
 * @param key           what it is about
 * @param correlationId the story it belongs to
 * @param trace         the trace it belongs to
 * @param extensions    further CloudEvents attributes
 * @param data          what it says
 */
public record IncomingEvent(
        @Nullable String id,
        @Nullable String type,
        @Nullable Instant time,
        @Nullable String key,
        @Nullable String correlationId,
        @Nullable TraceContext trace,
        Map<String, String> extensions,
        EventData data) {

    public IncomingEvent {
        extensions = Map.copyOf(extensions);
    }

    /** An event of which nothing is known but its data and, perhaps, its trace. */
    public static IncomingEvent of(EventData data, @Nullable TraceContext trace) {
        return new IncomingEvent(null, null, null, null, null, trace, Map.of(), data);
    }
}
