package dev.millrace.generator.field;

import dev.millrace.event.json.JsonBuffer;

/** A writer whose JSON and plain forms are the same: numbers, true and false. */
@FunctionalInterface
interface NumberWriter extends FieldWriter {
    @Override
    default void text(long index, long dueMicros, JsonBuffer out) {
        json(index, dueMicros, out);
    }
}
