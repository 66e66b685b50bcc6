package dev.millrace.generator.loop;

/**
 * When something of an event is sent, and what: all turns of a source stand in one order, which is the same whoever sends
 * them.
 *
 * @param nanos when it is due, active time
 * @param entry the event's index times two, and one more for its copy
 */
record Turn(long nanos, long entry) implements Comparable<Turn> {
    /** Before all turns. */
    static final Turn NONE = new Turn(Long.MIN_VALUE, -1);

    static Turn of(long nanos, long index) {
        return new Turn(nanos, 2 * index);
    }

    static Turn ofCopy(long nanos, long index) {
        return new Turn(nanos, 2 * index + 1);
    }

    long index() {
        return entry >> 1;
    }

    boolean isCopy() {
        return (entry & 1) == 1;
    }

    @Override
    public int compareTo(Turn other) {
        int byTime = Long.compare(nanos, other.nanos);
        return byTime == 0 ? Long.compare(entry, other.entry) : byTime;
    }
}
