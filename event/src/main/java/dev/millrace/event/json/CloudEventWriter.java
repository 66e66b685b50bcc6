package dev.millrace.event.json;

import dev.millrace.event.Event;

/**
 * Writes events as CloudEvents 1.0 in structured JSON mode. {@code data} always comes last, so that a reader
 * that only wants the envelope can stop early. Not thread-safe.
 */
public final class CloudEventWriter {
    /** The content type of a record that holds such an event. */
    public static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

    private final TimestampWriter timestamps = new TimestampWriter();

    /** Appends one event to {@code out}. */
    public void write(Event event, JsonBuffer out) {
        out.ascii("{\"specversion\":\"1.0\",\"id\":").string(event.id());
        out.ascii(",\"source\":").string(event.source());
        out.ascii(",\"type\":").string(event.type());
        out.ascii(",\"time\":\"");
        timestamps.write(TimestampWriter.epochMicros(event.time()), out);
        out.ascii('"');
        var origin = event.origin();
        if (origin != null) {
            out.ascii(",\"run\":").string(origin.run());
            out.ascii(",\"index\":\"").number(origin.index()).ascii('"');
        }
        if (event.key() != null) {
            out.ascii(",\"partitionkey\":").string(event.key());
        }
        out.ascii(",\"correlationid\":").string(event.correlationId());
        if (event.trace() != null) {
            out.ascii(",\"traceparent\":\"").ascii(event.trace().toString()).ascii('"');
        }
        event.extensions()
                .forEach((name, value) -> out.ascii(',').string(name).ascii(':').string(value));
        out.ascii(",\"data\":").raw(event.data().unsafeBytes()).ascii('}');
    }

    /** One event as bytes of its own. */
    public byte[] toBytes(Event event) {
        var out = new JsonBuffer(256 + event.data().size());
        write(event, out);
        return out.toBytes();
    }
}
