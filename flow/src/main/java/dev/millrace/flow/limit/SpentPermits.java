package dev.millrace.flow.limit;

/**
 * Permits that were spent without the log's knowledge, to be entered now.
 *
 * @param ageMicros how long ago the last of them was spent, from 0
 * @param count     how many, at least 1
 */
public record SpentPermits(long ageMicros, long count) {}
