package dev.millrace.generator.workload.curve;

/**
 * A rate as a function of time, and its integral: how many events are due by when, as a number with a fraction. Times
 * are nanoseconds from the curve's beginning. Immutable and thread-safe; every method takes a bounded amount of work,
 * however far out it asks.
 *
 * <p>{@link #eventsBy} never falls and {@link #nanosAt} never goes back, also in the last bit: that is what order and
 * resumption rest on.
 */
public interface Curve {
    /** The length of a curve that does not end, and the time of what never comes. */
    long ENDLESS = Long.MAX_VALUE;

    /** How long it is; {@link #ENDLESS} if it does not end. */
    long length();

    /** How many events there are in all; infinite if that has no end. */
    double events();

    /** How many are due by then, counted from its beginning; nothing before it, all of them after its end. */
    double eventsBy(long nanos);

    /**
     * The last moment by which no more than so many are due, rounded up to a nanosecond: where the rate is nothing for
     * a while, the end of that. With all of its events or more, its {@link #length()}.
     */
    long nanosAt(double events);

    /** The rate at a moment, events a second; nothing before the beginning and from the end on. */
    double perSecondAt(long nanos);

    /** The rate it ends with, events a second; for a curve without an end, the one it goes on with. */
    double lastPerSecond();
}
