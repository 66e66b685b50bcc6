package dev.millrace.settings;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A number of bytes, as people write it: {@code 300B}, {@code 4KiB}, {@code 1MB}.
 *
 * @param bytes from 0
 */
public record DataSize(long bytes) {
    private static final Pattern TEXT = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(B|kB|KB|MB|GB|KiB|MiB|GiB)");
    private static final Map<String, Long> BYTES = Map.of(
            "B", 1L,
            "kB", 1_000L,
            "KB", 1_000L,
            "MB", 1_000_000L,
            "GB", 1_000_000_000L,
            "KiB", 1L << 10,
            "MiB", 1L << 20,
            "GiB", 1L << 30);

    public DataSize {
        if (bytes < 0) {
            throw new InvalidSetting("", "a size must not be negative, was " + bytes);
        }
    }

    /** Reads a size; throws {@link InvalidSetting} without a field where it is none. */
    public static DataSize parse(String text) {
        var match = TEXT.matcher(text.strip());
        if (!match.matches()) {
            throw new InvalidSetting("", "'" + text + "' is not a size such as 300B, 4KiB or 1MB");
        }
        try {
            var unit = BigDecimal.valueOf(BYTES.getOrDefault(match.group(2), 0L));
            return new DataSize(new BigDecimal(match.group(1)).multiply(unit).longValueExact());
        } catch (ArithmeticException e) {
            throw new InvalidSetting("", "'" + text + "' is not a whole number of bytes, or too many");
        }
    }

    @Override
    public String toString() {
        for (var unit : new String[] {"GiB", "MiB", "KiB"}) {
            long size = BYTES.getOrDefault(unit, 1L);
            if (bytes != 0 && bytes % size == 0) {
                return bytes / size + unit;
            }
        }
        return bytes + "B";
    }
}
