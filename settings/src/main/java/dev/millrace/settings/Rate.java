package dev.millrace.settings;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How many a second, as people write it: {@code 5000/s}, {@code 300/m}, {@code 2.5k/s}, {@code 1M/s}.
 *
 * @param perSecond events a second, positive and finite
 */
@Written(as = "a rate", example = "5000/s", pattern = Rate.PATTERN)
public record Rate(double perSecond) {
    static final String PATTERN = "(\\d+(?:\\.\\d+)?) ?([kM]?) ?/ ?(s|m|h|d)";

    private static final QuantityText TEXT =
            new QuantityText(Pattern.compile(PATTERN), "is not a rate such as 5000/s or 300/m");
    private static final Map<String, Integer> SECONDS = Map.of("s", 1, "m", 60, "h", 3_600, "d", 86_400);
    private static final Map<String, Integer> TIMES = Map.of("", 1, "k", 1_000, "M", 1_000_000);
    /** Below this every whole number is a double of its own. */
    private static final double EXACT = 1L << 53;

    public Rate {
        if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
            throw new InvalidSetting(
                    "", "a rate must be positive and finite, was " + QuantityText.plain(perSecond) + "/s");
        }
    }

    /** Reads a rate; throws {@link InvalidSetting} without a field where it is none. */
    public static Rate parse(String text) {
        var match = TEXT.match(text);
        var times = BigDecimal.valueOf(TIMES.getOrDefault(match.group(2), 1));
        var count = new BigDecimal(match.group(1)).multiply(times).doubleValue();
        return new Rate(count / SECONDS.getOrDefault(match.group(3), 1));
    }

    /** The shortest form that {@link #parse} reads back as the same rate. */
    @Override
    public String toString() {
        var shortest = QuantityText.plain(perSecond) + "/s";
        for (var unit : List.of("m", "h", "d")) {
            int seconds = SECONDS.getOrDefault(unit, 1);
            double count = Math.rint(perSecond * seconds);
            var text = (long) count + "/" + unit;
            if (count < EXACT && count / seconds == perSecond && text.length() < shortest.length()) {
                shortest = text;
            }
        }
        return shortest;
    }
}
