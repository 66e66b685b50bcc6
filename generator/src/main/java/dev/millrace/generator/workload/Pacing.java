package dev.millrace.generator.workload;

import dev.millrace.generator.random.Draw;
import dev.millrace.settings.Durations;
import dev.millrace.settings.InvalidSetting;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * When a source sends how much, in all that the file says of it.
 *
 * @param rate     how its rate moves
 * @param from     when its first event is due; null for the run's beginning
 * @param duration how long its schedule is, from there on; null for no end but the rate's own
 * @param count    how many events it has at most; null for no bound
 */
public record Pacing(
        Workload rate,
        @Nullable StartTime from,
        @Nullable Duration duration,
        @Nullable Long count) {
    public Pacing {
        if (count != null && count < 1) {
            throw new InvalidSetting("count", "must be at least 1, was " + count);
        }
        if (duration != null) {
            Limits.span("duration", duration);
        }
    }

    /** A rate from the run's beginning on, without an end of its own. */
    public Pacing(Workload rate) {
        this(rate, null, null, null);
    }

    /**
     * The due times that come of it in a run.
     *
     * @param seed     of the file
     * @param source   the source's name
     * @param timeline when the run was active, as known when asked for
     */
    public DueTimes dueTimes(long seed, String source, Supplier<Timeline> timeline) {
        return new DueTimes(this, Draw.seed(seed, source + " rate"), timeline);
    }

    /** How many events there are at most, reckoned with the highest rate; infinite where there is no end. */
    public double mostEvents() {
        double within =
                duration == null ? Double.POSITIVE_INFINITY : rate.highestPerSecond() * duration.toNanos() / 1e9;
        return count == null ? within : Math.min(within, count);
    }

    /** All of it in some words, for a person. */
    public String describe() {
        return rate.describe()
                + (from == null ? "" : ", from " + from + " on")
                + (duration == null ? "" : ", for " + Durations.format(duration))
                + (count == null ? "" : ", at most " + count + " events");
    }
}
