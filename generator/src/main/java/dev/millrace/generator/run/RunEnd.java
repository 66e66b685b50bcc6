package dev.millrace.generator.run;

import org.jspecify.annotations.Nullable;

/**
 * That a run is over. A record of its own beside the run's, so that nothing else that is written of the run at the same
 * time can undo it.
 *
 * @param program to whom the run belongs
 * @param run     the run's id
 * @param state   how it ended; not {@link RunState#RUNNING}
 * @param settled whether nothing more of it will be committed; null as earlier versions wrote it, who did not say
 */
record RunEnd(
        String program,
        String run,
        RunState state,
        @Nullable Boolean settled) {

    /** Whether nothing more of it will be committed, or nobody will ever say. */
    boolean isSettled() {
        return settled == null || settled;
    }

    /** What both say together, whichever was written first: what was all sent was not stopped before its end. */
    RunEnd and(RunEnd other) {
        var both = state == RunState.ENDED || other.state == RunState.ENDED ? RunState.ENDED : RunState.STOPPED;
        return new RunEnd(program, run, both, isSettled() || other.isSettled());
    }
}
