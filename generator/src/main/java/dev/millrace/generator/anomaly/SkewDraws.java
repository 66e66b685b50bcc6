package dev.millrace.generator.anomaly;

import dev.millrace.generator.field.TimeOffset;
import dev.millrace.generator.random.Draw;
import org.jspecify.annotations.Nullable;

/** How wrong each clock is: a function of seed, source and clock. Immutable. */
final class SkewDraws {
    private static final double NANOS_PER_HOUR = 3_600e9;
    /** Times stay within what can be written. */
    private static final long MOST_MICROS = 36_525L * 86_400_000_000L;

    private final ClockSkew settings;
    private final long chosen;
    private final long offset;
    private final long drift;

    SkewDraws(ClockSkew settings, long seed, String source) {
        this.settings = settings;
        this.chosen = Draw.seed(seed, source + " skewed clocks");
        this.offset = Draw.seed(seed, source + " clock skew");
        this.drift = Draw.seed(seed, source + " clock drift");
    }

    /**
     * How far a clock is ahead of the right time, microseconds.
     *
     * @param clock       which one
     * @param activeNanos the right time, counted from the run's beginning
     */
    long micros(long clock, long activeNanos) {
        if (Draw.unit(chosen, clock) >= settings.share().fraction()) {
            return 0;
        }
        long micros = drawn(settings.offset(), offset, clock);
        if (settings.drift() != null) {
            micros += (long) (drawn(settings.drift(), drift, clock) * (activeNanos / NANOS_PER_HOUR));
        }
        return Math.clamp(micros, -MOST_MICROS, MOST_MICROS);
    }

    private static long drawn(@Nullable TimeOffset span, long seed, long clock) {
        return span == null ? 0 : span.from().micros() + Draw.below(span.choices(), seed, clock);
    }
}
