package dev.millrace.event.avro;

import dev.millrace.event.Event;
import dev.millrace.event.json.TimestampWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes events that are there as such in Avro, one a record, their data as the JSON it is: wire format, and the record
 * of {@link EventSchemas#eventOfJson}. Not thread-safe.
 */
public final class AvroEventEncoder {
    private static final int NULL = 0;
    private static final int PRESENT = 1;

    private final byte[] start;
    private final AvroBuffer out = new AvroBuffer();

    public AvroEventEncoder(int schemaId) {
        var id = new AvroBuffer();
        WireFormat.write(schemaId, id);
        this.start = id.toBytes();
    }

    /** The record's value. */
    public byte[] toBytes(Event event) {
        out.clear();
        out.raw(start).text(event.id()).text(event.source()).text(event.type());
        out.number(TimestampWriter.epochMicros(event.time()));
        var origin = event.origin();
        if (origin == null) {
            out.number(NULL).number(NULL);
        } else {
            out.number(PRESENT).text(origin.run()).number(PRESENT).number(origin.index());
        }
        optional(event.key());
        out.text(event.correlationId());
        optional(event.trace() == null ? null : event.trace().toString());
        if (!event.extensions().isEmpty()) {
            out.number(event.extensions().size());
            event.extensions().forEach((name, value) -> out.text(name).text(value));
        }
        out.end();
        return out.text(event.data().unsafeBytes()).toBytes();
    }

    private void optional(@Nullable String text) {
        if (text == null) {
            out.number(NULL);
        } else {
            out.number(PRESENT).text(text);
        }
    }
}
