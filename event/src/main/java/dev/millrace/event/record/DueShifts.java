package dev.millrace.event.record;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * How much later than their own time the events of a record were due to be sent, where that is not the same: of late
 * ones, and of those whose clock is wrong. It is a record header with a decimal number of microseconds for each event, in
 * order, separated by commas: the first as it is, the others as the difference from the one before. Latency is counted
 * with it, so that what is done to events on purpose does not show as slowness.
 *
 * <p>Collects the numbers of one record after the other. Not thread-safe.
 */
public final class DueShifts {
    /** The header's name; a record without it has none that are shifted. */
    public static final String HEADER = "millrace.due-shift";

    private final StringBuilder text = new StringBuilder();
    private long last;
    /** Events before the first one that was shifted: for most records there is nothing else, and no text is made. */
    private int unshifted;

    private boolean any;

    /** The next event was due so many microseconds after its own time; negative where before. */
    public void add(long micros) {
        if (!any && micros == 0) {
            unshifted++;
            return;
        }
        any = true;
        for (; unshifted > 0; unshifted--) {
            text.append("0,");
        }
        if (!text.isEmpty() && text.charAt(text.length() - 1) != ',') {
            text.append(',');
        }
        text.append(micros - last);
        last = micros;
    }

    /** Whether an event's time is not when it was due. */
    public boolean any() {
        return any;
    }

    /** How many bytes the header's value takes, were the next event shifted. */
    public int size() {
        return text.length() + 2 * unshifted;
    }

    /** The header's value; forgets all numbers. */
    public byte[] finish() {
        var value = text.toString().getBytes(US_ASCII);
        text.setLength(0);
        last = 0;
        unshifted = 0;
        any = false;
        return value;
    }

    /** The header's value of a record with a single event. */
    public static byte[] of(long micros) {
        return Long.toString(micros).getBytes(US_ASCII);
    }
}
