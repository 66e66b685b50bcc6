package dev.millrace.delivery.audit;

/**
 * What the trail holds, by all instances.
 *
 * @param events     rows of {@code audit.events}
 * @param unreadable rows of {@code audit.unreadable}
 * @param gaps       rows of {@code audit.gaps}
 */
record Totals(long events, long unreadable, long gaps) {
    static final Totals NONE = new Totals(0, 0, 0);

    /** The later one of two: nothing here ever gets less. */
    Totals orMore(Totals other) {
        return new Totals(
                Math.max(events, other.events), Math.max(unreadable, other.unreadable), Math.max(gaps, other.gaps));
    }
}
