package dev.millrace.flow.limit;

import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.Durations;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Rate;
import dev.millrace.settings.Share;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/** One limit as it stands in the file, under the name that all instances know it by. */
public record LimitSettings(
        @Doc("How many events a second all instances together may send.")
        Rate rate,

        @Doc(
                "Over which time the rate is held: no such stretch of time, wherever it begins, has more events than that.")
        @Default("1s")
        Duration window,

        @Doc(
                "Which share of a window's events may go at once, after a time when fewer were sent. 0% keeps an even pace.")
        @Default("0%")
        Share burst,

        @Doc("The sources that share the limit.") List<String> sources) {
    static final Duration SHORTEST_WINDOW = Duration.ofMillis(100);
    static final Duration LONGEST_WINDOW = Duration.ofHours(1);

    /** Redis counts in doubles, with whole numbers up to 2^53, and in thousandths of a permit. */
    static final double MOST_PERMITS = 1L << 40;

    public LimitSettings {
        if (window.compareTo(SHORTEST_WINDOW) < 0 || window.compareTo(LONGEST_WINDOW) > 0) {
            throw new InvalidSetting("window", "must be from 100ms to 1h, was " + Durations.format(window));
        }
        double permits = permits(rate, window);
        if (permits < 1) {
            throw new InvalidSetting(
                    "window",
                    "holds less than one event at " + rate + ", was " + Durations.format(window) + "; make it longer");
        }
        if (permits > MOST_PERMITS) {
            throw new InvalidSetting("rate", "is more than can be counted in a window, was " + rate);
        }
        if (sources.isEmpty()) {
            throw new InvalidSetting("sources", "needs at least one source to limit");
        }
        if (new HashSet<>(sources).size() < sources.size()) {
            throw new InvalidSetting("sources", "names a source twice");
        }
        sources = List.copyOf(sources);
    }

    /** What all instances together may send in any window. */
    public long permits() {
        return (long) permits(rate, window);
    }

    private static double permits(Rate rate, Duration window) {
        // A hair more, so that 300/m over a minute is 300 and not 299.
        return rate.perSecond() * (window.toNanos() / 1e9) * (1 + 1e-12);
    }
}
