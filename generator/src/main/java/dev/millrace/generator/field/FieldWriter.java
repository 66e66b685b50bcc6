package dev.millrace.generator.field;

import dev.millrace.event.avro.DataShape;
import dev.millrace.event.json.JsonBuffer;

/**
 * Writes one field of event {@code index}. What it writes depends on the index and the due time alone, whatever was
 * written before. It may keep room to work in: it belongs to one renderer, and so to one thread.
 */
public interface FieldWriter {
    /**
     * Appends the field's value as JSON.
     *
     * @param index     the event's index in its source
     * @param dueMicros when it is due, microseconds since 1970
     */
    void json(long index, long dueMicros, JsonBuffer out);

    /**
     * Appends the value as plain UTF-8 text, without quotes or escapes: what a record key is made of. Null is the
     * empty text; objects and lists are their JSON.
     */
    void text(long index, long dueMicros, JsonBuffer out);

    /** What the values look like in encodings with a schema. JSON text where nothing is known of them. */
    default DataShape shape() {
        return new DataShape.Json();
    }

    /** Appends the field's value in Avro's binary encoding, as its {@link #shape()} has it. */
    default void avro(long index, long dueMicros, AvroTarget out) {
        out.json(this, index, dueMicros);
    }

    /** Whether the value depends on the due time, which the events of other sources do not know. */
    default boolean timed() {
        return false;
    }
}
