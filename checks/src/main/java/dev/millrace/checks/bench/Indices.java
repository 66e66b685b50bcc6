package dev.millrace.checks.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.BitSet;

/** Which events of one source were read: each must be there, and once, with the key that follows from its index. */
final class Indices {
    private static final String PREFIX = "id-";
    private static final int DIGITS = 8;

    private final BitSet seen = new BitSet();
    private final byte[] expected = new byte[PREFIX.length() + DIGITS];
    private long repeated;

    /** An event was read whose key is so many bytes of an array. */
    void add(long index, byte[] bytes, int offset, int length) {
        write(index);
        if (!Arrays.equals(expected, 0, expected.length, bytes, offset, offset + length)) {
            throw new BenchFailed("event " + index + " has the key '" + new String(bytes, offset, length, US_ASCII)
                    + "', not '" + new String(expected, US_ASCII) + "'");
        }
        int place = Math.toIntExact(index);
        if (seen.get(place)) {
            repeated++;
        }
        seen.set(place);
    }

    /** That the first so many are there once, and no others. */
    void require(int count) {
        if (seen.cardinality() != count || seen.length() != count || repeated > 0) {
            throw new BenchFailed("of " + count + " events " + seen.cardinality() + " are there, up to index "
                    + (seen.length() - 1) + ", and " + repeated + " once more");
        }
    }

    private void write(long index) {
        for (int i = 0; i < PREFIX.length(); i++) {
            expected[i] = (byte) PREFIX.charAt(i);
        }
        long rest = index;
        for (int i = expected.length - 1; i >= PREFIX.length(); i--) {
            expected[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
