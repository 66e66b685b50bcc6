package dev.millrace.generator.field;

import dev.millrace.event.avro.DataShape;
import dev.millrace.event.json.JsonBuffer;

/** A writer of truth values. */
@FunctionalInterface
interface FlagWriter extends FieldWriter {
    /** Whether an event's is true. */
    boolean flag(long index);

    @Override
    default void json(long index, long dueMicros, JsonBuffer out) {
        out.ascii(flag(index) ? "true" : "false");
    }

    @Override
    default void text(long index, long dueMicros, JsonBuffer out) {
        json(index, dueMicros, out);
    }

    @Override
    default DataShape shape() {
        return new DataShape.Flag();
    }

    @Override
    default void avro(long index, long dueMicros, AvroTarget out) {
        out.buffer().flag(flag(index));
    }
}
