package dev.millrace.generator.replay;

import dev.millrace.event.EventData;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as it was captured, without where it came from.
 *
 * @param time          when it happened; null if the line does not say
 * @param key           its key; null if it has none
 * @param type          what kind of fact it is; null if the line does not say
 * @param correlationId ties it to others; null if the line does not say
 * @param extensions    further attributes
 * @param data          what it says
 */
public record Captured(
        @Nullable Instant time,
        @Nullable String key,
        @Nullable String type,
        @Nullable String correlationId,
        Map<String, String> extensions,
        EventData data) {
    public Captured {
        extensions = Map.copyOf(extensions);
    }
}
