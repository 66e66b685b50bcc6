package dev.millrace.event.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.millrace.event.UnreadableEvent;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the headlines of many events, one after another, into fields of its own: what {@link HeadlineReader} reads,
 * without an object for each event. Not thread-safe; the fields hold until the next read.
 *
 * <p>The exact form that {@link CloudEventWriter} writes is compared with what the event before it said, for
 * neighbours share source, type, second and run (measured: about a tenth of the general reader's time).
 * Everything else goes to the general reader, so that the answer is the same for all bytes.
 */
public final class HeadlineScanner {
    private static final byte[] START = "{\"specversion\":\"1.0\",\"id\":\"".getBytes(US_ASCII);
    private static final byte[] SOURCE = "\",\"source\":\"".getBytes(US_ASCII);
    private static final byte[] TYPE = "\",\"type\":\"".getBytes(US_ASCII);
    private static final byte[] TIME = "\",\"time\":\"".getBytes(US_ASCII);
    private static final byte[] RUN = "Z\",\"run\":\"".getBytes(US_ASCII);
    private static final byte[] INDEX = "\",\"index\":\"".getBytes(US_ASCII);
    private static final int SECOND_LENGTH = "2026-11-21T20:59:23.".length();
    /** As many digits as surely fit a long. */
    private static final int INDEX_DIGITS = 18;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final byte[] NONE = {};

    private final HeadlineReader general = new HeadlineReader();

    /** From the quote that ends the id up to the time. */
    private byte[] knownSource = NONE;

    private String knownSourceName = "";
    /** The time, down to the dot before its decimals. */
    private byte[] knownSecond = NONE;

    private long knownSecondMicros;
    /** From the end of the time up to the index. */
    private byte[] knownRun = NONE;

    private String knownRunName = "";

    private String source = "";
    private @Nullable String run;
    private long index;
    private boolean timed;
    private long epochMicros;

    /**
     * Reads the headline of the event in {@code bytes[offset … offset + length - 1]}.
     *
     * @throws UnreadableEvent as {@link HeadlineReader#read}; the fields are then not to be used
     */
    public void read(byte[] bytes, int offset, int length) throws UnreadableEvent {
        if (!readOwnForm(bytes, offset, offset + length)) {
            readAnyForm(bytes, offset, length);
        }
    }

    /** The source. The same object for neighbours with the same source, as a rule. */
    public String source() {
        return source;
    }

    /** The run; null for an event that Millrace did not make or take in. The same object for neighbours, as a rule. */
    public @Nullable String run() {
        return run;
    }

    /** The index; 0 where there is no run. */
    public long index() {
        return index;
    }

    /** Whether the event says when it was due. */
    public boolean timed() {
        return timed;
    }

    /** When it was due, in microseconds since 1970; 0 if it does not say. */
    public long epochMicros() {
        return epochMicros;
    }

    private void readAnyForm(byte[] bytes, int offset, int length) throws UnreadableEvent {
        var headline = general.read(bytes, offset, length);
        var origin = headline.origin();
        var time = headline.time();
        source = headline.source();
        run = origin == null ? null : origin.run();
        index = origin == null ? 0 : origin.index();
        timed = time != null;
        epochMicros = time == null ? 0 : TimestampWriter.epochMicros(time);
    }

    private boolean readOwnForm(byte[] bytes, int start, int end) {
        if (!holds(bytes, start, end, START)) {
            return false;
        }
        int at = plainTextEnd(bytes, start + START.length, end);
        at = at < 0 ? -1 : sourceEnd(bytes, at, end);
        at = at < 0 ? -1 : timeEnd(bytes, at, end);
        at = at < 0 ? -1 : runEnd(bytes, at, end);
        return at >= 0 && readIndex(bytes, at, end);
    }

    private int sourceEnd(byte[] bytes, int from, int end) {
        if (holds(bytes, from, end, knownSource) && knownSource.length > 0) {
            source = knownSourceName;
            return from + knownSource.length;
        }
        if (!holds(bytes, from, end, SOURCE)) {
            return -1;
        }
        int nameStart = from + SOURCE.length;
        int nameEnd = plainTextEnd(bytes, nameStart, end);
        if (nameEnd < 0 || !holds(bytes, nameEnd, end, TYPE)) {
            return -1;
        }
        int typeEnd = plainTextEnd(bytes, nameEnd + TYPE.length, end);
        if (typeEnd < 0 || !holds(bytes, typeEnd, end, TIME)) {
            return -1;
        }
        int timeStart = typeEnd + TIME.length;
        var name = new String(bytes, nameStart, nameEnd - nameStart, ISO_8859_1);
        knownSourceName = name.equals(knownSourceName) ? knownSourceName : name;
        knownSource = Arrays.copyOfRange(bytes, from, timeStart);
        source = knownSourceName;
        return timeStart;
    }

    private int timeEnd(byte[] bytes, int from, int end) {
        int decimals = from + SECOND_LENGTH;
        if (decimals + 6 > end) {
            return -1;
        }
        if (!holds(bytes, from, end, knownSecond) || knownSecond.length == 0) {
            try {
                var text = new String(bytes, from, SECOND_LENGTH, ISO_8859_1) + "000000Z";
                knownSecondMicros = TimestampWriter.epochMicros(TimestampReader.read(text));
                knownSecond = Arrays.copyOfRange(bytes, from, decimals);
            } catch (UnreadableEvent e) {
                // The general reader meets it too and says so in its own words.
                return -1;
            }
        }
        int micros = 0;
        for (int at = decimals; at < decimals + 6; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            micros = micros * 10 + digit;
        }
        timed = true;
        epochMicros = knownSecondMicros + micros;
        return decimals + 6;
    }

    private int runEnd(byte[] bytes, int from, int end) {
        if (holds(bytes, from, end, knownRun) && knownRun.length > 0) {
            run = knownRunName;
            return from + knownRun.length;
        }
        if (!holds(bytes, from, end, RUN)) {
            return -1;
        }
        int nameStart = from + RUN.length;
        int nameEnd = plainTextEnd(bytes, nameStart, end);
        if (nameEnd < 0 || !holds(bytes, nameEnd, end, INDEX)) {
            return -1;
        }
        var name = new String(bytes, nameStart, nameEnd - nameStart, ISO_8859_1);
        if (name.isBlank()) {
            return -1;
        }
        knownRunName = name.equals(knownRunName) ? knownRunName : name;
        knownRun = Arrays.copyOfRange(bytes, from, nameEnd + INDEX.length);
        run = knownRunName;
        return nameEnd + INDEX.length;
    }

    private boolean readIndex(byte[] bytes, int from, int end) {
        long value = 0;
        int last = Math.min(end - 1, from + INDEX_DIGITS);
        for (int at = from; at <= last; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                index = value;
                return at > from && bytes[at] == '"';
            }
            value = value * 10 + digit;
        }
        return false;
    }

    /** Where the string that begins at {@code from} ends, if it is ASCII without escapes; -1 otherwise. */
    private static int plainTextEnd(byte[] bytes, int from, int end) {
        int at = from;
        while (at + Long.BYTES <= end && isPlain((long) EIGHT_BYTES.get(bytes, at))) {
            at += Long.BYTES;
        }
        for (; at < end; at++) {
            byte b = bytes[at];
            if (b == '"') {
                return at;
            }
            if (b < 0x20 || b == '\\') {
                return -1;
            }
        }
        return -1;
    }

    /** Whether none of eight bytes is a quote, a backslash, a control character or beyond ASCII. */
    private static boolean isPlain(long eight) {
        long quotes = eight ^ EACH * '"';
        long backslashes = eight ^ EACH * '\\';
        long found =
                ((quotes - EACH) & ~quotes) | ((backslashes - EACH) & ~backslashes) | (eight - EACH * 0x20) | eight;
        return (found & (EACH << 7)) == 0;
    }

    private static boolean holds(byte[] bytes, int from, int end, byte[] expected) {
        return end - from >= expected.length
                && Arrays.equals(bytes, from, from + expected.length, expected, 0, expected.length);
    }
}
