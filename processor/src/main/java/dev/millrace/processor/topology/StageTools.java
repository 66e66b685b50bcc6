package dev.millrace.processor.topology;

import java.time.Clock;

/**
 * What all stages of a pipeline share. Thread-safe.
 *
 * @param counters what became of events, for all tasks
 * @param limits   how large records may be
 * @param clock    the time dead letters bear
 */
public record StageTools(PipelineCounters counters, SizeLimits limits, Clock clock) {}
