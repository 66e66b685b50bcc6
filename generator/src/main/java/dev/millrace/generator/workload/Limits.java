package dev.millrace.generator.workload;

import dev.millrace.settings.Durations;
import dev.millrace.settings.InvalidSetting;
import java.time.Duration;

/** What numbers of a workload must keep to; refusals name the setting. Pure. */
final class Limits {
    /** One event a nanosecond, the finest time there is. */
    private static final double FASTEST = 1e9;

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(100 * 365);

    private Limits() {}

    static void rate(String setting, double perSecond) {
        if (perSecond > FASTEST) {
            throw new InvalidSetting(setting, "must be at most 1000M/s");
        }
    }

    /** A time that takes a while: from 1 ms to 100 years. */
    static void span(String setting, Duration span) {
        if (span.compareTo(SHORTEST) < 0 || span.compareTo(LONGEST) > 0) {
            throw new InvalidSetting(setting, "must be from 1ms to 36500d, was " + Durations.format(span));
        }
    }

    /** A time that may be none. */
    static void spanOrNone(String setting, Duration span) {
        if (!span.isZero()) {
            span(setting, span);
        }
    }

    /** A factor of a rate that comes to {@code perSecond} at most. */
    static void factor(String setting, double factor, double perSecond) {
        if (!(factor >= 0) || !Double.isFinite(factor)) {
            throw new InvalidSetting(setting, "must be a number from 0, was " + factor);
        }
        rate(setting, factor * perSecond);
    }
}
