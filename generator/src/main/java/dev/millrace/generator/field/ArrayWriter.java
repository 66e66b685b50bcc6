package dev.millrace.generator.field;

import dev.millrace.event.avro.DataShape;
import dev.millrace.event.json.JsonBuffer;
import dev.millrace.generator.random.Draw;

/**
 * Writes lists. Value {@code j} of event {@code i} is number {@code i · most + j} of the values' own sequence, so that
 * each is drawn by itself.
 */
record ArrayWriter(FieldWriter items, int least, int most, long seed) implements NumberWriter {
    @Override
    public void json(long index, long dueMicros, JsonBuffer out) {
        long length = length(index);
        out.ascii('[');
        for (long j = 0; j < length; j++) {
            if (j > 0) {
                out.ascii(',');
            }
            items.json(index * most + j, dueMicros, out);
        }
        out.ascii(']');
    }

    @Override
    public DataShape shape() {
        return new DataShape.Items(items.shape());
    }

    @Override
    public void avro(long index, long dueMicros, AvroTarget out) {
        long length = length(index);
        if (length > 0) {
            out.buffer().number(length);
            for (long j = 0; j < length; j++) {
                items.avro(index * most + j, dueMicros, out);
            }
        }
        out.buffer().end();
    }

    private long length(long index) {
        return least + Draw.below(most - least + 1L, seed, index);
    }

    @Override
    public boolean timed() {
        return items.timed();
    }
}
