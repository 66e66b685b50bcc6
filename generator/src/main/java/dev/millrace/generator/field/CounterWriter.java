package dev.millrace.generator.field;

/**
 * Counts the events of a key within blocks of events. An event's number follows from its block alone; what was counted
 * is kept only so that the next event of the same block need not count again.
 */
final class CounterWriter implements WholeWriter {
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
    public long number(long index, long dueMicros) {
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
        return start + first + counts.get(key.of(index, dueMicros), 0);
    }
}
