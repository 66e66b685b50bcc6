package dev.millrace.processor.testing;

import dev.millrace.event.Event;
import dev.millrace.event.EventData;
import dev.millrace.event.Origin;
import dev.millrace.event.json.CloudEventWriter;
import java.time.Instant;
import java.util.Map;

/** Events as a source would write them. */
public final class TestEvents {
    private TestEvents() {}

    /** An order event as bytes. */
    public static byte[] order(long index, Instant time, String key, String data) {
        var origin = new Origin("run1", index);
        var event = new Event(
                origin.eventId("orders"),
                "orders",
                "shop.order",
                time,
                key,
                "story-" + index,
                null,
                origin,
                Map.of(),
                EventData.ofJson(data));
        return new CloudEventWriter().toBytes(event);
    }
}
