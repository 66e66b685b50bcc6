package dev.millrace.ledger.follow;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * How long events took from when they were due to a consumer that reads committed records only.
 *
 * @param events how many were measured
 * @param p50    half of them took no longer
 * @param p99    of a hundred, one took longer
 * @param p999   of a thousand, one took longer
 * @param max    the longest
 */
public record Latency(long events, Duration p50, Duration p99, Duration p999, Duration max) {
    /** Nothing was measured. */
    public static final Latency NONE = new Latency(0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    static Latency of(Histogram micros) {
        return new Latency(
                micros.getTotalCount(),
                at(micros.getValueAtPercentile(50)),
                at(micros.getValueAtPercentile(99)),
                at(micros.getValueAtPercentile(99.9)),
                at(micros.getMaxValue()));
    }

    private static Duration at(long micros) {
        return Duration.ofNanos(micros * 1_000);
    }
}
