package dev.millrace.settings;

import java.time.Duration;

/**
 * How far to move a time, as people write it: {@code -3d} into the past, {@code 5m} or {@code +5m} into the future.
 *
 * @param micros microseconds, within ±100 years
 */
@Written(as = "a shift in time", example = "-3d", pattern = TimeShift.PATTERN)
public record TimeShift(long micros) {
    static final String PATTERN = "[-+]? ?" + Durations.PATTERN;

    private static final long LONGEST_MICROS = 36_525L * 86_400_000_000L;

    public TimeShift {
        if (micros < -LONGEST_MICROS || micros > LONGEST_MICROS) {
            throw new InvalidSetting("", "a shift in time must lie within 100 years");
        }
    }

    /** Reads a shift; throws {@link InvalidSetting} without a field where it is none. */
    public static TimeShift parse(String text) {
        var stripped = text.strip();
        boolean signed = stripped.startsWith("-") || stripped.startsWith("+");
        Duration duration;
        try {
            duration = Durations.parse(signed ? stripped.substring(1) : stripped);
        } catch (InvalidSetting e) {
            throw QuantityText.refused(text, "is not a shift in time such as -3d or 5m");
        }
        long micros = duration.toNanos() / 1_000;
        return new TimeShift(stripped.startsWith("-") ? -micros : micros);
    }

    /** The form that {@link #parse} reads back as the same shift. */
    @Override
    public String toString() {
        var length = Durations.format(Duration.ofNanos(Math.multiplyExact(Math.abs(micros), 1_000L)));
        return micros < 0 ? "-" + length : length;
    }
}
