package dev.millrace.generator.field;

import dev.millrace.event.avro.AvroBuffer;
import dev.millrace.event.json.JsonBuffer;

/** Where fields write themselves in Avro, with room to put a text together in. Not thread-safe; for one renderer. */
public final class AvroTarget {
    private final JsonBuffer scratch = new JsonBuffer(128);
    private AvroBuffer buffer = new AvroBuffer(16);

    /** Fields are written here from now on. */
    public AvroTarget into(AvroBuffer other) {
        buffer = other;
        return this;
    }

    AvroBuffer buffer() {
        return buffer;
    }

    /** A field's plain text as a string. */
    void text(FieldWriter field, long index, long dueMicros) {
        scratch.clear();
        field.text(index, dueMicros, scratch);
        buffer.text(scratch.unsafeBytes(), 0, scratch.size());
    }

    /** A field's JSON as a string that is known to hold JSON. */
    void json(FieldWriter field, long index, long dueMicros) {
        scratch.clear();
        field.json(index, dueMicros, scratch);
        buffer.text(scratch.unsafeBytes(), 0, scratch.size());
    }
}
