package dev.millrace.generator.field;

import dev.millrace.event.avro.DataShape;
import dev.millrace.event.json.JsonBuffer;

/** A writer of whole numbers. */
@FunctionalInterface
interface WholeWriter extends FieldWriter {
    /** The number of an event. */
    long number(long index, long dueMicros);

    @Override
    default void json(long index, long dueMicros, JsonBuffer out) {
        out.number(number(index, dueMicros));
    }

    @Override
    default void text(long index, long dueMicros, JsonBuffer out) {
        json(index, dueMicros, out);
    }

    @Override
    default DataShape shape() {
        return new DataShape.Whole();
    }

    @Override
    default void avro(long index, long dueMicros, AvroTarget out) {
        out.buffer().number(number(index, dueMicros));
    }
}
