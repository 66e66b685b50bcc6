package dev.millrace.processor.topology;

/**
 * What became of events since this process started the pipeline, as far as it is committed.
 *
 * @param in           records read from the input topics
 * @param tombstones   of these, records without a value, passed over
 * @param filtered     events a filter dropped, or no branch of a last route wanted
 * @param routed       events written to a route's topic
 * @param windowed     events taken into a window
 * @param late         events whose window was final already, dropped
 * @param out          events written to the pipeline's last topic
 * @param deadLettered records and events put aside
 */
public record Counts(
        long in, long tombstones, long filtered, long routed, long windowed, long late, long out, long deadLettered) {
    /** Nothing yet. */
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0);

    /** These and others. */
    Counts plus(Counts more) {
        return new Counts(
                in + more.in,
                tombstones + more.tombstones,
                filtered + more.filtered,
                routed + more.routed,
                windowed + more.windowed,
                late + more.late,
                out + more.out,
                deadLettered + more.deadLettered);
    }
}
