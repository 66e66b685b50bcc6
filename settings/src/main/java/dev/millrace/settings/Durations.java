package dev.millrace.settings;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 30s}, {@code 10m}, {@code 1.5h}, {@code 7d}. */
public final class Durations {
    private static final Pattern TEXT = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ns|us|ms|s|m|h|d)");
    private static final Map<String, Long> NANOS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L,
            "d", 86_400_000_000_000L);

    private Durations() {}

    /** Reads a duration, zero allowed; throws {@link InvalidSetting} without a field where it is none. */
    public static Duration parse(String text) {
        var match = TEXT.matcher(text.strip());
        if (!match.matches()) {
            throw new InvalidSetting("", "'" + text + "' is not a duration such as 500ms, 30s or 10m");
        }
        try {
            var unit = BigDecimal.valueOf(NANOS.getOrDefault(match.group(2), 0L));
            return Duration.ofNanos(
                    new BigDecimal(match.group(1)).multiply(unit).longValueExact());
        } catch (ArithmeticException e) {
            throw new InvalidSetting("", "'" + text + "' is finer than a nanosecond or longer than 292 years");
        }
    }

    /** The shortest form that {@link #parse} reads back as the same duration. */
    public static String format(Duration duration) {
        long nanos = duration.toNanos();
        for (var unit : new String[] {"d", "h", "m", "s", "ms", "us"}) {
            long size = NANOS.getOrDefault(unit, 1L);
            if (nanos % size == 0 && nanos != 0) {
                return nanos / size + unit;
            }
        }
        return nanos == 0 ? "0s" : nanos + "ns";
    }
}
