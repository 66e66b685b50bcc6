package dev.millrace.generator.flow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.HdrHistogram.Histogram;

/**
 * How long the events of a source took from when they were due until the broker had them, since the program began. All that
 * is handed over at once counts as there when the last of it is; what a failure sends again is counted again. Known to half a
 * millisecond, and to three digits. Thread-safe.
 */
public final class AcknowledgedLatency {
    private static final long LONGEST_MICROS = Duration.ofDays(30).toNanos() / 1_000;
    private static final int DIGITS = 3;
    /** From the beginning of a millisecond to its middle, so that what is known to a millisecond is too high as often as too low. */
    private static final long MIDDLE_MICROS = 500;

    private final Clock clock;
    private final Histogram micros = new Histogram(DIGITS);

    /** @param clock the one by which events are due */
    AcknowledgedLatency(Clock clock) {
        this.clock = clock;
    }

    /** The broker has events that were due then. */
    synchronized void acknowledged(Dues dues) {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        dues.forEach((due, events) ->
                micros.recordValueWithCount(Math.clamp(now - due * 1_000 - MIDDLE_MICROS, 0, LONGEST_MICROS), events));
    }

    /** How many events were measured; one that was sent again, more than once. */
    public synchronized long events() {
        return micros.getTotalCount();
    }

    /**
     * What this share of them took no longer than; nothing, where none was measured.
     *
     * @param share from 0 to 1, which gives the longest
     */
    public synchronized Duration quantile(double share) {
        return Duration.of(micros.getValueAtPercentile(100 * share), ChronoUnit.MICROS);
    }
}
