package dev.millrace.event.avro;

import dev.millrace.event.Event;
import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.json.CloudEventReader;
import dev.millrace.event.json.JsonBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads events written in plain Avro, one a record, by the schema each was written with. Not thread-safe.
 *
 * <p>For tools and tests rather than for the hot path: an event goes through its JSON form, and so through the same
 * checks as one that came as JSON.
 */
public final class AvroEventReader {
    private final SchemaLookup schemas;
    private final CloudEventReader events = new CloudEventReader();
    private final Map<Integer, AvroCloudEvents> known = new HashMap<>();
    private final JsonBuffer json = new JsonBuffer();

    public AvroEventReader(SchemaLookup schemas) {
        this.schemas = schemas;
    }

    /**
     * Reads one event.
     *
     * @param value    the whole of a record's value
     * @param received the time to take for an event that has none
     * @throws UnreadableEvent if the bytes are not an event of the schema they name
     * @throws SchemaFailure   if that schema cannot be had
     */
    public Event read(byte[] value, Instant received) throws UnreadableEvent, SchemaFailure {
        int id = WireFormat.schemaId(value);
        var schema = known.get(id);
        if (schema == null) {
            schema = new AvroCloudEvents(schemas.schema(id));
            known.put(id, schema);
        }
        json.clear();
        schema.write(value, WireFormat.LENGTH, value.length - WireFormat.LENGTH, json);
        return events.read(json.unsafeBytes(), 0, json.size(), received);
    }
}
