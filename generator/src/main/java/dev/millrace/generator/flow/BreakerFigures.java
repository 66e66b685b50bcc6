package dev.millrace.generator.flow;

import dev.millrace.flow.breaker.BreakerState;
import java.time.Duration;

/**
 * How a breaker stands.
 *
 * @param name      what it stands before: {@code kafka}, {@code kafka-<source>} or {@code redis}
 * @param notClosed how long ago it was last closed; nothing while it is
 */
public record BreakerFigures(String name, BreakerState state, Duration notClosed) {}
