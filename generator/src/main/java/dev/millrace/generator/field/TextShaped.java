package dev.millrace.generator.field;

import dev.millrace.event.avro.DataShape;

/** A writer whose values are texts, in every encoding. */
interface TextShaped extends FieldWriter {
    @Override
    default DataShape shape() {
        return new DataShape.Text();
    }

    @Override
    default void avro(long index, long dueMicros, AvroTarget out) {
        out.text(this, index, dueMicros);
    }
}
