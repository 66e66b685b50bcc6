package dev.millrace.processor.topology;

/** What one task has done that is not committed yet. Belongs to one task, and its thread. */
final class Tally {
    long in;
    long tombstones;
    long filtered;
    long routed;
    long windowed;
    long late;
    long out;
    long deadLettered;

    /** What has been counted, which is then counted no more. */
    Counts take() {
        var counts = new Counts(in, tombstones, filtered, routed, windowed, late, out, deadLettered);
        clear();
        return counts;
    }

    void clear() {
        in = 0;
        tombstones = 0;
        filtered = 0;
        routed = 0;
        windowed = 0;
        late = 0;
        out = 0;
        deadLettered = 0;
    }
}
