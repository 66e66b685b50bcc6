package dev.millrace.generator.field;

import dev.millrace.event.avro.DataShape;
import dev.millrace.event.json.JsonBuffer;

/**
 * Writes a field of the event from within one of its lists, whose values have indices of their own.
 *
 * @param indices how many of those go into one event
 */
record OuterWriter(FieldWriter writer, long indices) implements FieldWriter {
    @Override
    public void json(long index, long dueMicros, JsonBuffer out) {
        writer.json(index / indices, dueMicros, out);
    }

    @Override
    public void text(long index, long dueMicros, JsonBuffer out) {
        writer.text(index / indices, dueMicros, out);
    }

    @Override
    public DataShape shape() {
        return writer.shape();
    }

    @Override
    public void avro(long index, long dueMicros, AvroTarget out) {
        writer.avro(index / indices, dueMicros, out);
    }

    @Override
    public boolean timed() {
        return writer.timed();
    }
}
