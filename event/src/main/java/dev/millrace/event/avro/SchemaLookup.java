package dev.millrace.event.avro;

/** Finds schemas by the id a record carries. Thread-safe. */
@FunctionalInterface
public interface SchemaLookup {
    /**
     * The schema of an id.
     *
     * @throws SchemaFailure if there is none, or the registry cannot be asked
     */
    AvroSchema schema(int id) throws SchemaFailure;
}
