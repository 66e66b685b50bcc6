package dev.millrace.generator.run;

/**
 * That a run is over. A record of its own beside the run's, so that nothing else that is written of the run at the same
 * time can undo it.
 *
 * @param program to whom the run belongs
 * @param run     the run's id
 * @param state   how it ended; not {@link RunState#RUNNING}
 */
record RunEnd(String program, String run, RunState state) {}
