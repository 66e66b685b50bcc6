package dev.millrace.settings;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A number of bytes, as people write it: {@code 300B}, {@code 4KiB}, {@code 1MB}.
 *
 * @param bytes from 0
 */
@Written(as = "a size", example = "4KiB", pattern = DataSize.PATTERN)
public record DataSize(long bytes) {
    static final String PATTERN = "(\\d+(?:\\.\\d+)?) ?(B|kB|KB|MB|GB|TB|KiB|MiB|GiB|TiB)";

    private static final QuantityText TEXT =
            new QuantityText(Pattern.compile(PATTERN), "is not a size such as 300B, 4KiB or 1MB");
    private static final Map<String, Long> BYTES = Map.of(
            "B", 1L,
            "kB", 1_000L,
            "KB", 1_000L,
            "MB", 1_000_000L,
            "GB", 1_000_000_000L,
            "TB", 1_000_000_000_000L,
            "KiB", 1L << 10,
            "MiB", 1L << 20,
            "GiB", 1L << 30,
            "TiB", 1L << 40);
    private static final List<String> UNITS = List.of("TiB", "TB", "GiB", "GB", "MiB", "MB", "KiB", "kB");

    public DataSize {
        if (bytes < 0) {
            throw new InvalidSetting("", "a size must not be negative, was " + bytes + "B");
        }
    }

    /** Reads a size; throws {@link InvalidSetting} without a field where it is none. */
    public static DataSize parse(String text) {
        var match = TEXT.match(text);
        try {
            var unit = BigDecimal.valueOf(BYTES.getOrDefault(match.group(2), 0L));
            return new DataSize(new BigDecimal(match.group(1)).multiply(unit).longValueExact());
        } catch (ArithmeticException e) {
            throw QuantityText.refused(text, "is not a whole number of bytes, or too many");
        }
    }

    /** The form that {@link #parse} reads back as the same size, in the greatest unit where it is a whole number. */
    @Override
    public String toString() {
        for (var unit : UNITS) {
            long size = BYTES.getOrDefault(unit, 1L);
            if (bytes != 0 && bytes % size == 0) {
                return bytes / size + unit;
            }
        }
        return bytes + "B";
    }
}
