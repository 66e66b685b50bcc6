package dev.millrace.processor.testing;

import dev.millrace.event.Event;
import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.json.CloudEventReader;
import java.time.Instant;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads window results, with a JSON library that has no part in writing them. */
public final class WindowJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private WindowJson() {}

    /** A result with the figures n, sum, min and max. */
    public static WindowOracle.Result read(byte[] value) {
        var data = JSON.readTree(event(value).data().toString());
        return new WindowOracle.Result(
                data.get("key").asString(),
                Instant.parse(data.get("windowStart").asString()).toEpochMilli(),
                data.get("n").asLong(),
                data.get("sum").decimalValue(),
                data.get("min").decimalValue(),
                data.get("max").decimalValue());
    }

    public static Event event(byte[] value) {
        try {
            return new CloudEventReader().read(value, Instant.EPOCH);
        } catch (UnreadableEvent e) {
            throw new AssertionError(e);
        }
    }
}
