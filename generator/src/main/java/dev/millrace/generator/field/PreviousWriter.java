package dev.millrace.generator.field;

import dev.millrace.event.avro.DataShape;
import dev.millrace.event.json.JsonBuffer;

/** Writes what a field was in the event of the same key before, worked out anew; null where there was none. */
final class PreviousWriter implements FieldWriter {
    /** Finds the event before, or -1. */
    @FunctionalInterface
    interface Before {
        long index(long index, long dueMicros);
    }

    private final FieldWriter field;
    private final Before before;

    PreviousWriter(FieldWriter field, Before before) {
        this.field = field;
        this.before = before;
    }

    /** The event before where the keys take turns. */
    static Before turns(long cycle) {
        return (index, due) -> index < cycle ? -1 : index - cycle;
    }

    /** The event before of the same key among the last {@code within} events. */
    static Before search(KeyHash key, long within) {
        return new LastSeen(key, within);
    }

    @Override
    public void json(long index, long dueMicros, JsonBuffer out) {
        long earlier = before.index(index, dueMicros);
        if (earlier < 0) {
            out.ascii("null");
        } else {
            field.json(earlier, dueMicros, out);
        }
    }

    @Override
    public void text(long index, long dueMicros, JsonBuffer out) {
        long earlier = before.index(index, dueMicros);
        if (earlier >= 0) {
            field.text(earlier, dueMicros, out);
        }
    }

    @Override
    public DataShape shape() {
        return field.shape() instanceof DataShape.Nullable nullable ? nullable : new DataShape.Nullable(field.shape());
    }

    @Override
    public void avro(long index, long dueMicros, AvroTarget out) {
        long earlier = before.index(index, dueMicros);
        if (earlier < 0) {
            out.buffer().number(0);
        } else {
            if (!(field.shape() instanceof DataShape.Nullable)) {
                out.buffer().number(1);
            }
            field.avro(earlier, dueMicros, out);
        }
    }

    /** Where each key was seen last; kept from event to event only to spare looking back again. */
    private static final class LastSeen implements Before {
        private final KeyHash key;
        private final long within;
        private final LongMap seen = new LongMap();
        private long next;

        LastSeen(KeyHash key, long within) {
            this.key = key;
            this.within = within;
        }

        @Override
        public long index(long index, long dueMicros) {
            long first = Math.max(0, index - within);
            // Keys that are long gone are let go by beginning anew.
            if (index < next || first > next || seen.size() > 2 * within) {
                seen.clear();
                next = first;
            }
            for (; next < index; next++) {
                seen.put(key.of(next, dueMicros), next);
            }
            long earlier = seen.get(key.of(index, dueMicros), -1);
            return earlier < first ? -1 : earlier;
        }
    }
}
