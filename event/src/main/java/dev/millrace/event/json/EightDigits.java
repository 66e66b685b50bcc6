package dev.millrace.event.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight characters at a time, in one 64-bit word whose lowest byte is the first of them. Splitting a number in halves, then
 * both halves, then all quarters takes three steps where dividing by ten takes eight, and no branches.
 *
 * <p>Source: Paul Khuong, "How to print integers really fast" (2017), for decimal numbers; the same for hexadecimal ones.
 */
final class EightDigits {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** The first number that takes more than eight digits. */
    static final int BEYOND = 100_000_000;

    private static final long ZEROS = 0x3030303030303030L;

    private EightDigits() {}

    /** The digits of a number from 0 to 99999999, as numbers from 0 to 9 in a byte each, zeros on the left. */
    static long decimal(int number) {
        int high = number / 10_000;
        long fours = high | ((long) (number - high * 10_000) << 32);
        long hundreds = ((fours * 10_486) >>> 20) & 0x7f0000007fL;
        long twos = hundreds | ((fours - hundreds * 100) << 16);
        long tens = ((twos * 103) >>> 10) & 0xf000f000f000fL;
        return tens | ((twos - tens * 10) << 8);
    }

    /** How many zeros stand before the first other digit; seven where there is none, for 0 takes one digit. */
    static int leadingZeros(long digits) {
        return Math.min(7, Long.numberOfTrailingZeros(digits) >>> 3);
    }

    /** The characters of decimal digits but for the first few, which are left out. */
    static long text(long digits, int without) {
        return (digits | ZEROS) >>> (8 * without);
    }

    /** The characters of eight hexadecimal digits, in lower case. */
    static long hex(int number) {
        long bits = Integer.toUnsignedLong(Integer.reverseBytes(number));
        bits = (bits | (bits << 16)) & 0x0000ffff0000ffffL;
        bits = (bits | (bits << 8)) & 0x00ff00ff00ff00ffL;
        // The higher half of a byte stands before the lower one.
        bits = ((bits >>> 4) & 0x000f000f000f000fL) | ((bits & 0x000f000f000f000fL) << 8);
        long letters = ((bits + 0x0606060606060606L) >>> 4) & 0x0101010101010101L;
        return bits + ZEROS + letters * ('a' - '0' - 10);
    }

    /** Writes eight characters; the array has room for them. */
    static void put(long text, byte[] into, int at) {
        WORD.set(into, at, text);
    }
}
