package dev.millrace.event.frame;

/** How the data of a frame's events is encoded. */
public sealed interface BodyCoding {

    /** One JSON value in UTF-8: for events whose data has no schema. */
    record Json() implements BodyCoding {}

    /**
     * Avro's binary encoding.
     *
     * @param schemaId the id of the schema the data was written with
     */
    record Avro(int schemaId) implements BodyCoding {}
}
