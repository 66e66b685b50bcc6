package dev.millrace.generator.run;

/**
 * A {@link RateChange} as it stands on the log.
 *
 * @param program to whom the run belongs
 * @param run     the run's id
 * @param change  what changes
 */
record RunRate(String program, String run, RateChange change) {}
