package dev.millrace.generator.field;

import dev.millrace.event.json.JsonBuffer;

/**
 * Counts the events of a key within blocks of events. An event's number follows from its block alone; what was counted
 * is kept only so that the next event of the same block need not count again.
 */
final class CounterWriter implements NumberWriter {
    private final KeyHash key;
    private final long start;
    private final long block;
    private final LongMap counts = new LongMap();
    private long counted = -1;
    private long next;

    CounterWriter(KeyHash key, long start, long block) {
        this.key = key;
        this.start = start;
        this.block = block;
    }

    @Override
    public void json(long index, long dueMicros, JsonBuffer out) {
        long first = index - index % block;
        if (first != counted || index < next) {
            counts.clear();
            counted = first;
            next = first;
        }
        for (; next < index; next++) {
            long hash = key.of(next, dueMicros);
            counts.put(hash, counts.get(hash, 0) + 1);
        }
        out.number(start + first + counts.get(key.of(index, dueMicros), 0));
    }
}
