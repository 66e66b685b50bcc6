package dev.millrace.generator.run;

/**
 * That a source of a run has another rate from some moment on: a fact of the run, from which the due times of its events
 * follow, whoever sends them.
 *
 * @param source    the source's name
 * @param fromNanos active time of the run from which on it holds, nanoseconds
 * @param perSecond events a second
 */
public record RateChange(String source, long fromNanos, double perSecond) {}
