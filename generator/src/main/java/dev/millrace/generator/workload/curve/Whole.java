package dev.millrace.generator.workload.curve;

/** Takes sums of events that are whole numbers but for rounding as whole numbers. Pure. */
final class Whole {
    private static final double NEAR = 1e-7;
    /** How far a sum of doubles may be off, as a share of it. */
    private static final double ROUNDING = 1e-14;

    private Whole() {}

    /**
     * The whole number next to a sum if rounding alone can have brought it off; otherwise the sum. So 500/m make exactly
     * 500 in a minute, and an event due at the end of a stretch is the first of the next.
     */
    static double near(double events) {
        double whole = Math.rint(events);
        return Math.abs(events - whole) <= NEAR + ROUNDING * events ? whole : events;
    }
}
