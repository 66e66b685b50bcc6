package dev.millrace.generator.flow;

/**
 * What an event of a source takes of late, in bytes. Events and bytes are counted apart, for those of a frame are handed
 * over long after the first of them was taken. Not thread-safe.
 */
final class EventSize {
    /** What is left of older batches' weight with each that comes. */
    private static final double KEPT = 0.98;

    private double bytes;
    private double events;

    void add(long moreBytes, long moreEvents) {
        bytes = KEPT * bytes + moreBytes;
        events = KEPT * events + moreEvents;
    }

    /** How many events so many bytes hold, from one to the most; the most where nothing is known. */
    int eventsIn(long room, int most) {
        return bytes < 1 || events < 1 ? most : (int) Math.clamp(room / bytes * events, 1, most);
    }
}
