package dev.millrace.event.frame;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.avro.AvroJson;
import dev.millrace.event.avro.SchemaFailure;
import dev.millrace.event.avro.SchemaLookup;
import dev.millrace.event.json.JsonBuffer;
import dev.millrace.event.json.JsonValue;
import java.util.HashMap;
import java.util.Map;

/** Turns bodies into JSON, whatever they are encoded in. Not thread-safe. */
final class FrameBodies {
    private final SchemaLookup schemas;
    private final Map<Integer, AvroJson> known = new HashMap<>();

    FrameBodies(SchemaLookup schemas) {
        this.schemas = schemas;
    }

    /** Appends the body of the event that the cursor is at. */
    void write(FrameCursor event, JsonBuffer out) throws UnreadableEvent, SchemaFailure {
        switch (event.head().bodies()) {
            case BodyCoding.Json _ -> {
                JsonValue.require(event.unsafeBytes(), event.bodyOffset(), event.bodyLength());
                out.raw(event.unsafeBytes(), event.bodyOffset(), event.bodyLength());
            }
            case BodyCoding.Avro avro ->
                schema(avro.schemaId()).write(event.unsafeBytes(), event.bodyOffset(), event.bodyLength(), out);
        }
    }

    private AvroJson schema(int id) throws SchemaFailure {
        var schema = known.get(id);
        if (schema == null) {
            schema = new AvroJson(schemas.schema(id));
            known.put(id, schema);
        }
        return schema;
    }
}
