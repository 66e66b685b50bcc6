package dev.millrace.settings;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * A distance on the ground, as people write it: {@code 500m}, {@code 12.5km}.
 *
 * @param metres from 0
 */
@Written(as = "a distance", example = "10km", pattern = Distance.PATTERN)
public record Distance(double metres) {
    static final String PATTERN = "(\\d+(?:\\.\\d+)?) ?(m|km)";

    private static final QuantityText TEXT =
            new QuantityText(Pattern.compile(PATTERN), "is not a distance such as 500m or 10km");

    public Distance {
        if (!(metres >= 0 && metres <= 40_000_000)) {
            throw new InvalidSetting("", "a distance must be from 0m to 40000km, was " + metres + "m");
        }
        metres += 0.0;
    }

    /** Reads a distance; throws {@link InvalidSetting} without a field where it is none. */
    public static Distance parse(String text) {
        var match = TEXT.match(text);
        var number = new BigDecimal(match.group(1));
        return new Distance((match.group(2).equals("km") ? number.movePointRight(3) : number).doubleValue());
    }

    /** The form that {@link #parse} reads back as the same distance. */
    @Override
    public String toString() {
        return metres >= 1_000
                ? QuantityText.plain(BigDecimal.valueOf(metres).movePointLeft(3)) + "km"
                : QuantityText.plain(metres) + "m";
    }
}
