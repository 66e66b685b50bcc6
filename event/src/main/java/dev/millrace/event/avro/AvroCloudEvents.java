package dev.millrace.event.avro;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.json.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Turns whole events of one Avro schema into CloudEvents in structured JSON mode; any schema whose outermost record
 * has the fields of {@link EventSchemas#event}, in whatever order, will do. Not thread-safe.
 */
final class AvroCloudEvents {
    private static final byte[] START = "{\"specversion\":\"1.0\"".getBytes(StandardCharsets.US_ASCII);

    /** Avro field to CloudEvents attribute. */
    private static final Map<String, String> ATTRIBUTES = Map.of(
            EventSchemas.ID, "id",
            EventSchemas.SOURCE, "source",
            EventSchemas.TYPE, "type",
            EventSchemas.TIME, "time",
            EventSchemas.RUN, "run",
            EventSchemas.INDEX, "index",
            EventSchemas.KEY, "partitionkey",
            EventSchemas.CORRELATION_ID, "correlationid",
            EventSchemas.TRACEPARENT, "traceparent",
            EventSchemas.DATA, "data");

    private final List<JsonStep> parts;
    private final AvroInput input = new AvroInput();

    /** @throws UnreadableEvent if the schema is not one of whole events */
    AvroCloudEvents(AvroSchema schema) throws UnreadableEvent {
        var record = schema.parsed();
        if (record.getType() != Schema.Type.RECORD
                || record.getField(EventSchemas.ID) == null
                || record.getField(EventSchemas.SOURCE) == null) {
            throw new UnreadableEvent("not an event: its schema, " + record.getFullName()
                    + ", is no record with the fields 'id' and 'source'");
        }
        var steps = new JsonSteps();
        this.parts = record.getFields().stream()
                .map(field -> part(field, steps.step(field.schema())))
                .toList();
    }

    private static JsonStep part(Schema.Field field, JsonStep value) {
        if (field.name().equals(EventSchemas.EXTENSIONS) && value instanceof MapStep map) {
            return (in, out) -> map.entries(in, out, true);
        }
        var attribute = ATTRIBUTES.getOrDefault(field.name(), field.name());
        var name = new JsonBuffer().ascii(',').string(attribute).ascii(':').toBytes();
        return (in, out) -> value.copy(in, out.raw(name));
    }

    /** Appends the event that takes all of {@code length} bytes at {@code offset}. */
    void write(byte[] avro, int offset, int length, JsonBuffer out) throws UnreadableEvent {
        input.open(avro, offset, length);
        out.raw(START);
        for (var part : parts) {
            part.copy(input, out);
        }
        out.ascii('}');
        if (input.remaining() > 0) {
            throw input.unreadable(input.remaining() + " bytes are left over");
        }
    }
}
