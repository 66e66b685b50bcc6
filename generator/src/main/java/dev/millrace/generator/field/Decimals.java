package dev.millrace.generator.field;

import dev.millrace.settings.InvalidSetting;

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
}
