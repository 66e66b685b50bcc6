package dev.millrace.processor.window;

import dev.millrace.event.json.JsonBuffer;

/**
 * A sum that is exact for numbers people write: those with up to nine decimals are added as decimals, so that
 * amounts of money come to the amount one would write down, where adding doubles is off in the last digit after a
 * handful. Whatever is no such number, or too large, is added as doubles with Neumaier's compensation.
 *
 * <p>25 bytes: how many decimals, and whether there are doubles; the decimals' digits; the doubles' sum and its
 * compensation.
 *
 * @see <a href="https://doi.org/10.1002/zamm.19740540106">Neumaier, 1974</a>
 */
record SumAccumulator() implements Accumulator {
    private static final int DIGITS = 1;
    private static final int REST = DIGITS + Long.BYTES;
    private static final int COMPENSATION = REST + Double.BYTES;
    private static final int WIDTH = COMPENSATION + Double.BYTES;

    private static final int SCALE = 0x0f;
    private static final int DOUBLES = 0x10;
    private static final int MAX_SCALE = 9;

    /** Whole numbers up to here are doubles exactly. */
    private static final double EXACT = 1L << 53;

    private static final long[] POWERS = new long[MAX_SCALE + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i <= MAX_SCALE; i++) {
            POWERS[i] = 10 * POWERS[i - 1];
        }
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public void add(byte[] state, int at, Number value) {
        if (value instanceof Long whole) {
            addDecimal(state, at, whole, 0);
            return;
        }
        double number = value.doubleValue();
        for (int scale = 0; scale <= MAX_SCALE; scale++) {
            double digits = Math.rint(number * POWERS[scale]);
            if (Math.abs(digits) > EXACT) {
                break;
            }
            // Both are exact doubles, so equality says that these digits are read as this number.
            if (digits / POWERS[scale] == number) {
                addDecimal(state, at, (long) digits, scale);
                return;
            }
        }
        addDouble(state, at, number);
    }

    @Override
    public void write(byte[] state, int at, JsonBuffer out) {
        if ((state[at] & DOUBLES) != 0) {
            Slots.write(total(state, at), out);
            return;
        }
        long digits = Slots.getLong(state, at + DIGITS);
        int scale = state[at] & SCALE;
        while (scale > 0 && digits % 10 == 0) {
            digits /= 10;
            scale--;
        }
        out.decimal(digits, scale);
    }

    /** The sum as a double. */
    static double total(byte[] state, int at) {
        double decimals = (double) Slots.getLong(state, at + DIGITS) / POWERS[state[at] & SCALE];
        double rest = Slots.getDouble(state, at + REST);
        double sum = decimals + rest;
        return sum + (lost(decimals, rest, sum) + Slots.getDouble(state, at + COMPENSATION));
    }

    private static void addDecimal(byte[] state, int at, long digits, int scale) {
        int known = state[at] & SCALE;
        if (scale > known && !rescale(state, at, scale)) {
            spill(state, at, scale);
        }
        long factor = POWERS[Math.max(0, known - scale)];
        long moved = digits * factor;
        long before = Slots.getLong(state, at + DIGITS);
        long sum = before + moved;
        if (Math.multiplyHigh(digits, factor) != moved >> 63) {
            addDouble(state, at, (double) digits / POWERS[scale]);
        } else if (((before ^ sum) & (moved ^ sum)) < 0) {
            spill(state, at, Math.max(known, scale));
            Slots.putLong(state, at + DIGITS, moved);
        } else {
            Slots.putLong(state, at + DIGITS, sum);
        }
    }

    /** Gives the decimals more places; false where 64 bits do not hold the digits then. */
    private static boolean rescale(byte[] state, int at, int scale) {
        long factor = POWERS[scale - (state[at] & SCALE)];
        long digits = Slots.getLong(state, at + DIGITS);
        if (Math.multiplyHigh(digits, factor) != (digits * factor) >> 63) {
            return false;
        }
        Slots.putLong(state, at + DIGITS, digits * factor);
        state[at] = (byte) ((state[at] & ~SCALE) | scale);
        return true;
    }

    /** Moves the decimals over to the doubles, and begins anew with none. */
    private static void spill(byte[] state, int at, int scale) {
        double digits = Slots.getLong(state, at + DIGITS);
        addDouble(state, at, digits / POWERS[state[at] & SCALE]);
        Slots.putLong(state, at + DIGITS, 0);
        state[at] = (byte) ((state[at] & ~SCALE) | scale);
    }

    private static void addDouble(byte[] state, int at, double value) {
        state[at] |= DOUBLES;
        double before = Slots.getDouble(state, at + REST);
        double sum = before + value;
        Slots.putDouble(state, at + REST, sum);
        Slots.putDouble(state, at + COMPENSATION, Slots.getDouble(state, at + COMPENSATION) + lost(before, value, sum));
    }

    /** What rounding took from {@code a + b}. */
    private static double lost(double a, double b, double sum) {
        return Math.abs(a) >= Math.abs(b) ? (a - sum) + b : (b - sum) + a;
    }
}
