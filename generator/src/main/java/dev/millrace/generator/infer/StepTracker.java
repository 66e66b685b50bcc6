package dev.millrace.generator.infer;

/** Whether numbers go on by the same step from event to event, with jumps back to where they began. Not thread-safe. */
final class StepTracker {
    private static final double NEARLY_ALL = 0.99;

    private boolean begun;
    private long first;
    private long last;
    private long step;
    private long least = Long.MAX_VALUE;
    private long greatest = Long.MIN_VALUE;
    private long landing;
    private long even;
    private long back;
    private long others;

    void add(long number) {
        least = Math.min(least, number);
        greatest = Math.max(greatest, number);
        if (!begun) {
            begun = true;
            first = number;
        } else {
            long gone = number - last;
            if (step == 0) {
                step = gone;
            }
            if (gone == step) {
                even++;
            } else if (Long.signum(gone) == -Long.signum(step) && (back == 0 || number == landing)) {
                landing = number;
                back++;
            } else {
                others++;
            }
        }
        last = number;
    }

    /** Whether it nearly always goes on by one step, which is not 0, or jumps back to where it always jumps. */
    boolean steady() {
        return step != 0 && even >= Math.max(1, back) && even >= NEARLY_ALL * (even + others);
    }

    /** Whether it began anew, at least once. */
    boolean returns() {
        return back > 0;
    }

    long first() {
        return first;
    }

    long step() {
        return step;
    }

    long least() {
        return least;
    }

    long greatest() {
        return greatest;
    }
}
