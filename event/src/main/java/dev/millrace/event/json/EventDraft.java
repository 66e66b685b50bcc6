package dev.millrace.event.json;

import dev.millrace.event.Event;
import dev.millrace.event.EventData;
import dev.millrace.event.Origin;
import dev.millrace.event.TraceContext;
import dev.millrace.event.UnreadableEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event while its attributes are being read; each may be set once. */
final class EventDraft {
    private @Nullable String specVersion;
    private @Nullable String id;
    private @Nullable String source;
    private @Nullable String type;
    private @Nullable String time;
    private @Nullable String key;
    private @Nullable String correlationId;
    private @Nullable String traceparent;
    private @Nullable String run;
    private @Nullable String index;
    private @Nullable EventData data;
    private Map<String, String> extensions = Map.of();

    void attribute(String name, String value) throws UnreadableEvent {
        switch (name) {
            case CloudEventAttribute.SPECVERSION -> specVersion(value);
            case CloudEventAttribute.ID -> id = once(name, id, value);
            case CloudEventAttribute.SOURCE -> source = once(name, source, value);
            case CloudEventAttribute.TYPE -> type = once(name, type, value);
            case CloudEventAttribute.TIME -> time = once(name, time, value);
            case CloudEventAttribute.PARTITION_KEY -> key = once(name, key, value);
            case CloudEventAttribute.CORRELATION_ID -> correlationId = once(name, correlationId, value);
            case CloudEventAttribute.TRACEPARENT -> traceparent = once(name, traceparent, value);
            case CloudEventAttribute.RUN -> run = once(name, run, value);
            case CloudEventAttribute.INDEX -> index = once(name, index, value);
            default -> extension(name, value);
        }
    }

    void data(EventData value) throws UnreadableEvent {
        data = once(CloudEventAttribute.DATA, data, value);
    }

    private void specVersion(String value) throws UnreadableEvent {
        specVersion = once(CloudEventAttribute.SPECVERSION, specVersion, value);
        if (!value.equals("1.0")) {
            throw new UnreadableEvent("specversion must be 1.0, was '" + value + "'");
        }
    }

    private void extension(String name, String value) throws UnreadableEvent {
        if (extensions.isEmpty()) {
            extensions = new HashMap<>();
        }
        if (extensions.put(name, value) != null) {
            throw twice(name);
        }
    }

    Event finish(Instant received) throws UnreadableEvent {
        required(CloudEventAttribute.SPECVERSION, specVersion);
        var knownId = required(CloudEventAttribute.ID, id);
        return new Event(
                knownId,
                required(CloudEventAttribute.SOURCE, source),
                required(CloudEventAttribute.TYPE, type),
                time == null ? received : TimestampReader.read(time),
                key,
                correlationId == null || correlationId.isEmpty() ? knownId : correlationId,
                traceparent == null ? null : TraceContext.parse(traceparent).orElse(null),
                origin(),
                extensions,
                data == null ? EventData.NULL : data);
    }

    private @Nullable Origin origin() throws UnreadableEvent {
        if (run == null || index == null) {
            if (run != null || index != null) {
                throw new UnreadableEvent(
                        "run and index go together, only '" + (run == null ? "index" : "run") + "' is there");
            }
            return null;
        }
        try {
            return new Origin(run, Long.parseLong(index));
        } catch (IllegalArgumentException e) {
            throw new UnreadableEvent("run or index is not valid: " + run + ", " + index, e);
        }
    }

    private static String required(String name, @Nullable String value) throws UnreadableEvent {
        if (value == null || value.isEmpty()) {
            throw new UnreadableEvent("not a CloudEvent: attribute '" + name + "' is missing");
        }
        return value;
    }

    private static <T> T once(String name, @Nullable T before, T value) throws UnreadableEvent {
        if (before != null) {
            throw twice(name);
        }
        return value;
    }

    private static UnreadableEvent twice(String name) {
        return new UnreadableEvent("attribute '" + name + "' is there twice");
    }
}
