package dev.millrace.event;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An immutable fact.
 *
 * @param id            unique within the source; follows from run, source and index where the event has an origin
 * @param source        where the event comes from, as named in the configuration
 * @param type          what kind of fact it is, such as {@code shop.order.placed}
 * @param time          when it was due (or, for events from outside, when it happened), to the microsecond
 * @param key           what the event is about; events of one key stay in order. Null where there is none
 * @param correlationId ties together the events of one story; the event's own id where nothing else is known
 * @param trace         trace context, null where the event is not traced
 * @param origin        run and index, null for events that Millrace did not make or take in
 * @param extensions    further CloudEvents attributes, kept so that carrying an event loses nothing
 * @param data          what the event says
 */
public record Event(
        String id,
        String source,
        String type,
        Instant time,
        @Nullable String key,
        String correlationId,
        @Nullable TraceContext trace,
        @Nullable Origin origin,
        Map<String, String> extensions,
        EventData data) {

    public Event {
        requireText("id", id);
        requireText("source", source);
        requireText("type", type);
        requireText("correlationId", correlationId);
        extensions = Map.copyOf(extensions);
    }

    /** Where the event was made, if Millrace made it or took it in. */
    public Optional<Origin> knownOrigin() {
        return Optional.ofNullable(origin);
    }

    private static void requireText(String name, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException(name + " must not be empty");
        }
    }
}
