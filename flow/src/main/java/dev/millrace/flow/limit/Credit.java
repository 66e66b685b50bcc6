package dev.millrace.flow.limit;

/**
 * How much an instance may ask for: it grows with the pace that the fair level allows, up to a few periods' worth and the
 * burst. Not thread-safe.
 */
final class Credit {
    /** More than the share is asked for while the limit is not used up, so that what others leave is used. */
    private static final double MOST_ABOVE_SHARE = 1.02;

    private static final double LEAST_ABOVE_SHARE = 1.0;
    private static final double STEP_UP = 0.001;
    private static final double STEP_DOWN = 0.002;

    /** Below this part of the limit something is left. */
    private static final double USED_UP = 0.998;

    /** So long a gap between two requests is made good. */
    static final int PERIODS_KEPT = 4;

    /**
     * So many periods of what was refused may be asked for later: leases are of different sizes, so what
     * comes free is, too.
     */
    private static final int PERIODS_SAVED = 1;

    private final LeaseTiming timing;
    private final long permits;
    private final double burst;
    private double amount = 1;
    private double aboveShare = LEAST_ABOVE_SHARE;
    private double pace;
    private long periodMicros;
    private long at;

    /**
     * Begins with one permit's worth.
     *
     * @param permits the limit
     * @param burst   the part of a window's permits that may go at once
     */
    Credit(LeaseTiming timing, long permits, double burst, long now) {
        this.timing = timing;
        this.permits = permits;
        this.burst = burst;
        this.periodMicros = timing.periodMicros();
        this.at = now;
    }

    /** What may be asked for now. */
    long grown(long now) {
        amount = Math.min(amount + (double) (now - at) * pace, cap());
        at = now;
        return (long) amount;
    }

    /**
     * Takes in how things stand.
     *
     * @param share  the most that one instance should take, in permits a window
     * @param used   how many permits of all instances count
     * @param period from one request to the next, in microseconds
     */
    void adjust(double share, long used, long period) {
        periodMicros = period;
        aboveShare = used < USED_UP * permits
                ? Math.min(MOST_ABOVE_SHARE, aboveShare + STEP_UP)
                : Math.max(LEAST_ABOVE_SHARE, aboveShare - STEP_DOWN);
        pace = aboveShare * share / (timing.countedMicros() * 1e3);
    }

    /** Takes off what was granted; what was refused lapses, but for the burst and a period's worth. */
    void granted(long wanted, long granted) {
        amount -= granted;
        if (granted < wanted) {
            amount = Math.min(amount, Math.max(saved(PERIODS_SAVED * periodMicros), burstPermits()));
        }
        amount = Math.max(0, amount);
    }

    /** Takes in again what was granted and could not be spent in time. */
    void giveBack(long permits) {
        amount += permits;
    }

    /** How long until a permit can be asked for. */
    long nanosUntilOne(long now) {
        double missing = 1 - (amount + (double) (now - at) * pace);
        return missing <= 0 ? 0 : pace == 0 ? periodMicros * 1_000 : (long) (missing / pace);
    }

    private double cap() {
        return saved(PERIODS_KEPT * periodMicros) + burstPermits();
    }

    private double saved(long micros) {
        return Math.max(1, pace * micros * 1e3);
    }

    private double burstPermits() {
        return burst * pace * timing.countedMicros() * 1e3;
    }
}
