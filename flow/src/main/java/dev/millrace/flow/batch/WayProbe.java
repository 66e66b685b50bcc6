package dev.millrace.flow.batch;

/**
 * Finds out how long the way to the broker is. For a moment half the bytes are held back, and what is sent then is timed.
 * If that takes half as long as before, the bytes were waiting in a queue. If it takes as long as before, it is the way
 * that takes so long, whatever was known of it. Not thread-safe.
 */
final class WayProbe {
    /** From this part of the time before on, it is the way. */
    private static final double NO_QUICKER = 0.8;

    private long begun;
    private long until;
    private double before;
    private long least;
    private boolean on;

    /**
     * Begins.
     *
     * @param length how long it takes
     * @param usual  how long answers took before; 0 if nothing is known
     */
    void begin(long now, long length, double usual) {
        on = true;
        begun = now;
        until = now + length;
        before = usual;
        least = Long.MAX_VALUE;
    }

    /** Whether half the bytes are to be held back. */
    boolean isOn(long now) {
        return on && now - until < 0;
    }

    /** An answer came; only those to what was sent since the beginning tell something. */
    void answered(long roundTripNanos, long now) {
        if (on && now - roundTripNanos - begun >= 0) {
            least = Math.min(least, roundTripNanos);
        }
    }

    /** Whether it is over, and its result not yet looked at. */
    boolean isOver(long now) {
        return on && now - until >= 0;
    }

    /** Ends it; gives how long the way has been found to take, or 0 where nothing speaks against what was known. */
    long end() {
        on = false;
        return least < Long.MAX_VALUE && before > 0 && least > NO_QUICKER * before ? least : 0;
    }
}
