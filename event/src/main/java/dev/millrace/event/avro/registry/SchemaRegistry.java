package dev.millrace.event.avro.registry;

import dev.millrace.event.avro.AvroSchema;
import dev.millrace.event.avro.SchemaFailure;
import dev.millrace.event.avro.SchemaLookup;

/** Where schemas are kept under ids that records carry. Thread-safe. */
public interface SchemaRegistry extends SchemaLookup {
    /**
     * Puts a schema under a subject; one that is there already keeps its id.
     *
     * @param subject what the schemas of one kind are kept under, such as a topic's values
     * @return the id readers will find it by
     * @throws SchemaFailure if the registry refuses it, or cannot be asked
     */
    int register(String subject, AvroSchema schema) throws SchemaFailure;
}
