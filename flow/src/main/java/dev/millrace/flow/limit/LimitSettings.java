package dev.millrace.flow.limit;

import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.Durations;
import dev.millrace.settings.InvalidSetting;
import dev.millrace.settings.Rate;
import dev.millrace.settings.Share;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;

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

    /** Of a window's events, so many are lost at most by counting whole ones. */
    private static final double MOST_LOST = 0.01;

    private static final double EXACT = 1e-9;
    /** So many windows are tried for a whole number of events before a nearly whole one will do. */
    private static final long MOST_WINDOWS = 60;

    public LimitSettings {
        if (window.compareTo(SHORTEST_WINDOW) < 0 || window.compareTo(LONGEST_WINDOW) > 0) {
            throw new InvalidSetting("window", "must be from 100ms to 1h, was " + Durations.format(window));
        }
        double permits = permits(rate, window);
        if (!isWhole(permits, MOST_LOST)) {
            throw new InvalidSetting(
                    "window",
                    "holds %s at %s, was %s; %s"
                            .formatted(
                                    permits < 1
                                            ? "less than one event"
                                            : "%s events, and parts of events cannot be sent,"
                                                    .formatted(rounded(permits)),
                                    rate,
                                    Durations.format(window),
                                    remedy(rate, window)));
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

    /** Whether no more than a share of what the rate allows in a window is lost by counting whole events. */
    private static boolean isWhole(double permits, double mostLost) {
        return permits >= 1 && Math.floor(permits) >= (1 - mostLost) * permits;
    }

    /** The shortest multiple of the window that holds whole events, or nearly. */
    private static String remedy(Rate rate, Duration window) {
        long windows = LONGEST_WINDOW.dividedBy(window);
        var exact = LongStream.rangeClosed(1, Math.min(windows, MOST_WINDOWS))
                .filter(times -> isWhole(permits(rate, window.multipliedBy(times)), EXACT));
        var near = LongStream.rangeClosed(1, windows)
                .filter(times -> isWhole(permits(rate, window.multipliedBy(times)), MOST_LOST));
        return LongStream.concat(exact, near)
                .mapToObj(times -> "make it longer, such as " + Durations.format(window.multipliedBy(times)))
                .findFirst()
                .orElse("such a rate cannot be held");
    }

    private static String rounded(double permits) {
        return BigDecimal.valueOf(permits)
                .round(new MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static double permits(Rate rate, Duration window) {
        // A hair more, so that 300/m over a minute is 300 and not 299.
        return rate.perSecond() * (window.toNanos() / 1e9) * (1 + 1e-12);
    }
}
