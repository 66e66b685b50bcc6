package dev.millrace.settings;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 30s}, {@code 10m}, {@code 1.5h}, {@code 7d}. */
@Written(as = "a duration", example = "30s", pattern = Durations.PATTERN)
public final class Durations {
    static final String PATTERN = "(\\d+(?:\\.\\d+)?) ?(ns|us|ms|s|m|h|d)";

    private static final QuantityText TEXT =
            new QuantityText(Pattern.compile(PATTERN), "is not a duration such as 500ms, 30s or 10m");
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
        var match = TEXT.match(text);
        try {
            var unit = BigDecimal.valueOf(NANOS.getOrDefault(match.group(2), 0L));
            return Duration.ofNanos(
                    new BigDecimal(match.group(1)).multiply(unit).longValueExact());
        } catch (ArithmeticException e) {
            throw QuantityText.refused(text, "is finer than a nanosecond or longer than 292 years");
        }
    }

    /**
     * The duration in the greatest unit where it is a whole number, which {@link #parse} reads back as the same.
     * Error messages may show any duration: a negative one gets a minus, and like one beyond 292 years it is not
     * read back.
     */
    public static String format(Duration duration) {
        // Any duration, even one whose nanoseconds do not fit a long: an error message must not fail.
        var nanos = BigInteger.valueOf(duration.getSeconds())
                .multiply(BigInteger.valueOf(1_000_000_000))
                .add(BigInteger.valueOf(duration.getNano()));
        if (nanos.signum() == 0) {
            return "0s";
        }
        for (var unit : List.of("d", "h", "m", "s", "ms", "us")) {
            var parts = nanos.divideAndRemainder(BigInteger.valueOf(NANOS.getOrDefault(unit, 1L)));
            if (parts[1].signum() == 0) {
                return parts[0] + unit;
            }
        }
        return nanos + "ns";
    }
}
