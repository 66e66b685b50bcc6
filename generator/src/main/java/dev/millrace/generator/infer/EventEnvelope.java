package dev.millrace.generator.infer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a captured object says of itself: a CloudEvent carries its data within; of other objects, all is data.
 *
 * @param data   the data, an object
 * @param micros when the event was, microseconds since 1970; {@link TimeProfile#NEVER} where it does not say
 * @param source the source it names; null where it names none
 * @param type   its type; null where it has none
 * @param key    its key; null where it has none
 */
record EventEnvelope(
        JsonNode data,
        long micros,
        @Nullable String source,
        @Nullable String type,
        @Nullable String key) {
    /** Names under which events commonly say when they were, the most telling first. */
    private static final List<String> TIMES = List.of(
            "time",
            "timestamp",
            "@timestamp",
            "ts",
            "event_time",
            "eventTime",
            "occurred_at",
            "occurredAt",
            "created_at",
            "createdAt",
            "datetime",
            "date");

    static EventEnvelope of(JsonNode object) {
        var data = object.get("data");
        if (object.has("specversion") && data != null && data.isObject()) {
            var time = object.get("time");
            return new EventEnvelope(
                    data,
                    time == null ? TimeProfile.NEVER : micros(time),
                    text(object, "source"),
                    text(object, "type"),
                    text(object, "partitionkey"));
        }
        for (var name : TIMES) {
            var value = object.get(name);
            long micros = value == null ? TimeProfile.NEVER : micros(value);
            if (micros != TimeProfile.NEVER) {
                return new EventEnvelope(object, micros, null, null, null);
            }
        }
        return new EventEnvelope(object, TimeProfile.NEVER, null, null, null);
    }

    private static long micros(JsonNode value) {
        var time = value.isString()
                ? TimeText.read(value.stringValue())
                : value.isIntegralNumber() && value.canConvertToLong() ? TimeText.ofEpoch(value.longValue()) : null;
        return time == null ? TimeProfile.NEVER : time.micros();
    }

    private static @Nullable String text(JsonNode object, String name) {
        var value = object.get(name);
        return value != null && value.isString() ? value.stringValue() : null;
    }
}
