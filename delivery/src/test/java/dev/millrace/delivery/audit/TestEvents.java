package dev.millrace.delivery.audit;

import dev.millrace.event.Event;
import dev.millrace.event.EventData;
import dev.millrace.event.Origin;
import dev.millrace.event.TraceContext;
import dev.millrace.event.json.CloudEventWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Events to copy: number {@code i} is always the same one. */
final class TestEvents {
    static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private TestEvents() {}

    static Event event(long i) {
        var origin = new Origin("run-1", i);
        return new Event(
                origin.eventId("orders"),
                "orders",
                "shop.order.placed",
                START.plusNanos(i * 1_000_000),
                "customer-" + i % 100,
                i % 3 == 0 ? origin.eventId("orders") : "story-" + i / 3,
                i % 2 == 0 ? new TraceContext(i, i + 1, i + 2, true) : null,
                i % 5 == 0 ? null : origin,
                i % 7 == 0 ? Map.of("tenant", "t" + i, "region", "eu \"west\"") : Map.of(),
                EventData.ofJson("{\"amount\": " + i + ".25,  \"note\":\"ü€\\u0000\"}"));
    }

    static byte[] json(long i) {
        return new CloudEventWriter().toBytes(event(i));
    }

    /** The id of an event in JSON. */
    static String idOf(byte[] json) {
        var text = new String(json, StandardCharsets.UTF_8);
        int start = text.indexOf("\"id\":\"") + 6;
        return text.substring(start, text.indexOf('"', start));
    }
}
