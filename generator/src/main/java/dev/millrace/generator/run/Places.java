package dev.millrace.generator.run;

import java.util.List;

/**
 * For how many runs that are asked for there is room at a time: each of their sources takes a thread and a producer with
 * its buffer. Thread-safe.
 */
final class Places {
    static final int MOST = 64;

    /** Of runs that are about to be written. */
    private int taken;

    /**
     * Does something in a place that is free.
     *
     * @param runs  all there are
     * @param write writes the run that is to have the place
     * @throws InvalidRunRequest if there is none
     */
    void within(List<Run> runs, Runnable write) {
        take(runs);
        try {
            write.run();
        } finally {
            give();
        }
    }

    private synchronized void take(List<Run> runs) {
        long going = runs.stream()
                .filter(run -> run.origin() == RunOrigin.REQUEST && run.state() == RunState.RUNNING)
                .count();
        if (going + taken >= MOST) {
            throw new InvalidRunRequest("there are " + going + " runs that were asked for and go on, and " + MOST
                    + " is the most there can be at a time; stop one, or wait until one has ended");
        }
        taken++;
    }

    private synchronized void give() {
        taken--;
    }
}
