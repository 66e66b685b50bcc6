package dev.millrace.processor.window;

import dev.millrace.event.json.JsonBuffer;
import java.math.BigDecimal;

/**
 * The least or the greatest number, as it came. 9 bytes: what kind of number, and the number.
 *
 * @param direction 1 for the greatest, -1 for the least
 */
record ExtremeAccumulator(int direction) implements Accumulator {
    private static final byte NONE = 0;
    private static final byte WHOLE = 1;
    private static final byte DOUBLE = 2;

    @Override
    public int width() {
        return 1 + Long.BYTES;
    }

    @Override
    public void add(byte[] state, int at, Number value) {
        if (state[at] != NONE && Integer.signum(compare(value, current(state, at))) != direction) {
            return;
        }
        if (value instanceof Long whole) {
            state[at] = WHOLE;
            Slots.putLong(state, at + 1, whole);
        } else {
            state[at] = DOUBLE;
            Slots.putDouble(state, at + 1, value.doubleValue());
        }
    }

    @Override
    public void write(byte[] state, int at, JsonBuffer out) {
        switch (current(state, at)) {
            case Long whole -> out.number(whole);
            case Number other -> Slots.write(other.doubleValue(), out);
        }
    }

    private static Number current(byte[] state, int at) {
        return state[at] == WHOLE ? (Number) Slots.getLong(state, at + 1) : (Number) Slots.getDouble(state, at + 1);
    }

    private static int compare(Number a, Number b) {
        if (a instanceof Long x && b instanceof Long y) {
            return Long.compare(x, y);
        }
        if (a instanceof Double x && b instanceof Double y) {
            return Double.compare(x, y);
        }
        return exact(a).compareTo(exact(b));
    }

    private static BigDecimal exact(Number number) {
        return number instanceof Long whole ? BigDecimal.valueOf(whole) : new BigDecimal(number.doubleValue());
    }
}
