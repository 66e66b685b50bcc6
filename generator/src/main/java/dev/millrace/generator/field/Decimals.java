package dev.millrace.generator.field;

import dev.millrace.settings.InvalidSetting;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers with a fixed count of decimals, kept as whole multiples of the smallest step. */
final class Decimals {
    private static final int MOST = 6;

    private Decimals() {}

    static void check(int decimals) {
        if (decimals < 0 || decimals > MOST) {
            throw new InvalidSetting("decimals", "must be from 0 to " + MOST + ", was " + decimals);
        }
    }

    /** Steps a unit: {@code 10^decimals}. */
    static long scale(int decimals) {
        long scale = 1;
        for (int i = 0; i < decimals; i++) {
            scale *= 10;
        }
        return scale;
    }

    /** The first whole number of steps that is not below {@code value}, worked out in decimal: 1.1 is 110 hundredths. */
    static long stepsFrom(double value, int decimals) {
        return BigDecimal.valueOf(value)
                .movePointRight(decimals)
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }

    /** The last whole number of steps that is not above {@code value}. */
    static long stepsUpTo(double value, int decimals) {
        return BigDecimal.valueOf(value)
                .movePointRight(decimals)
                .setScale(0, RoundingMode.FLOOR)
                .longValueExact();
    }
}
