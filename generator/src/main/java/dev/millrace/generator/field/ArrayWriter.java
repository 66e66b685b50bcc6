package dev.millrace.generator.field;

import dev.millrace.event.json.JsonBuffer;
import dev.millrace.generator.random.Draw;

/**
 * Writes lists. Value {@code j} of event {@code i} is number {@code i · most + j} of the values' own sequence, so that
 * each is drawn by itself.
 */
record ArrayWriter(FieldWriter items, int least, int most, long seed) implements NumberWriter {
    @Override
    public void json(long index, long dueMicros, JsonBuffer out) {
        long length = least + Draw.below(most - least + 1L, seed, index);
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
    public boolean timed() {
        return items.timed();
    }
}
