package dev.millrace.settings;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How many a second, as people write it: {@code 5000/s}, {@code 300/m}, {@code 2.5k/s}, {@code 1M/s}.
 *
 * @param perSecond events a second, positive and finite
 */
public record Rate(double perSecond) {
    private static final Pattern TEXT = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([kM]?)\\s*/\\s*(s|m|h|d)");
    private static final Map<String, Integer> SECONDS = Map.of("s", 1, "m", 60, "h", 3_600, "d", 86_400);

    public Rate {
        if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
            throw new InvalidSetting("", "a rate must be positive, was " + perSecond + "/s");
        }
    }

    /** Reads a rate; throws {@link InvalidSetting} without a field where it is none. */
    public static Rate parse(String text) {
        var match = TEXT.matcher(text.strip());
        if (!match.matches()) {
            throw new InvalidSetting("", "'" + text + "' is not a rate such as 5000/s or 300/m");
        }
        double factor = switch (match.group(2)) {
            case "k" -> 1e3;
            case "M" -> 1e6;
            default -> 1;
        };
        return new Rate(Double.parseDouble(match.group(1)) * factor / SECONDS.getOrDefault(match.group(3), 1));
    }

    @Override
    public String toString() {
        return BigDecimal.valueOf(perSecond).stripTrailingZeros().toPlainString() + "/s";
    }
}
