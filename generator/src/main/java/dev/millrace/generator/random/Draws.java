package dev.millrace.generator.random;

/**
 * Many draws for one event: a sequence that follows from a seed and the event's index alone, for texts and
 * structures that need more than one. Not thread-safe; nothing is kept from one event to the next.
 */
public final class Draws {
    private long seed;
    private long next;

    /** Begins the sequence of event {@code index}. */
    public Draws at(long seed, long index) {
        this.seed = Draw.bits(seed, index);
        this.next = 0;
        return this;
    }

    /** The next 64 random bits. */
    public long bits() {
        return Draw.bits(seed, next++);
    }

    /** The next number evenly spread over {@code [0, bound)}. */
    public long below(long bound) {
        return Draw.below(bound, seed, next++);
    }
}
