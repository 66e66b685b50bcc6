package dev.millrace.generator.field;

import dev.millrace.event.avro.DataShape;
import dev.millrace.event.json.JsonBuffer;
import java.util.function.LongUnaryOperator;

/**
 * Writes a field of an event of another source, by working it out anew: nothing of the other stream is
 * remembered, whatever its length.
 *
 * @param target writes the field in the other source
 * @param choice the index of the event referred to, for an index of this source
 */
record RefWriter(FieldWriter target, LongUnaryOperator choice) implements FieldWriter {
    @Override
    public void json(long index, long dueMicros, JsonBuffer out) {
        target.json(choice.applyAsLong(index), dueMicros, out);
    }

    @Override
    public void text(long index, long dueMicros, JsonBuffer out) {
        target.text(choice.applyAsLong(index), dueMicros, out);
    }

    @Override
    public DataShape shape() {
        return target.shape();
    }

    @Override
    public void avro(long index, long dueMicros, AvroTarget out) {
        target.avro(choice.applyAsLong(index), dueMicros, out);
    }
}
