package dev.millrace.event.record;

import org.jspecify.annotations.Nullable;

/** Reads the {@linkplain DueShifts shifts} of one record after the other. Not thread-safe. */
public final class DueShiftReader {
    private static final byte[] NONE = {};
    /** As many digits as surely fit a long. */
    private static final int DIGITS = 18;

    private byte[] value = NONE;
    private int at;
    private long last;

    /** Goes to a record; {@code header} is the value of its header, null where it has none. */
    public void open(byte @Nullable [] header) {
        value = header == null ? NONE : header;
        at = 0;
        last = 0;
    }

    /** The next event's shift, microseconds; 0 where the record says nothing, or nothing that can be understood. */
    public long next() {
        if (at >= value.length) {
            return 0;
        }
        boolean negative = value[at] == '-';
        int from = negative ? at + 1 : at;
        int to = from;
        long number = 0;
        while (to < value.length && value[to] >= '0' && value[to] <= '9' && to - from < DIGITS) {
            number = 10 * number + value[to++] - '0';
        }
        if (to == from || (to < value.length && value[to] != ',')) {
            open(null);
            return 0;
        }
        at = to + 1;
        last += negative ? -number : number;
        return last;
    }
}
