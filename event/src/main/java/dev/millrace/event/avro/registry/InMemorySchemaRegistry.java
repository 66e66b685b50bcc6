package dev.millrace.event.avro.registry;

import dev.millrace.event.avro.AvroSchema;
import dev.millrace.event.avro.SchemaFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A registry in this process, for tests and for a program by itself. It does what others do unless told
 * otherwise: a schema must be able to read what the subject's newest one wrote. Thread-safe.
 */
public final class InMemorySchemaRegistry implements SchemaRegistry {
    private final List<AvroSchema> schemas = new ArrayList<>();
    private final Map<String, AvroSchema> newest = new HashMap<>();

    @Override
    public synchronized int register(String subject, AvroSchema schema) throws SchemaFailure {
        var older = newest.get(subject);
        if (older != null) {
            var breaks = schema.whatBreaks(older);
            if (!breaks.isEmpty()) {
                throw new SchemaFailure.Refused("the schema " + schema.name()
                        + " does not fit the newest one of subject '" + subject + "': " + String.join("; ", breaks));
            }
        }
        newest.put(subject, schema);
        int place = schemas.indexOf(schema);
        if (place < 0) {
            schemas.add(schema);
            place = schemas.size() - 1;
        }
        return place + 1;
    }

    @Override
    public synchronized AvroSchema schema(int id) throws SchemaFailure {
        if (id < 1 || id > schemas.size()) {
            throw new SchemaFailure.Unknown("there is no schema with id " + id);
        }
        return schemas.get(id - 1);
    }
}
