package dev.millrace.processor.topology;

import java.time.Clock;
import java.util.function.ToIntFunction;

/**
 * What all stages of a pipeline share. Thread-safe.
 *
 * @param counters   what became of events, for all tasks
 * @param limits     how large records may be
 * @param partitions how many partitions a topic has that the pipeline writes to
 * @param schemas    the schemas of what it reads and writes
 * @param clock      the time dead letters bear
 */
public record StageTools(
        PipelineCounters counters, SizeLimits limits, ToIntFunction<String> partitions, Schemas schemas, Clock clock) {}
