package dev.millrace.gateway.port;

import java.time.Duration;

/**
 * Time from when an event was due to when a consumer of committed events had it.
 *
 * @param p50  half of the events took no longer
 * @param p99  99 of 100
 * @param p999 999 of 1 000
 * @param max  the longest
 */
public record LatencyQuantiles(Duration p50, Duration p99, Duration p999, Duration max) {}
