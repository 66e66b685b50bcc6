package dev.millrace.generator.batch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;

/**
 * The parts a record is written of: numbers of variable length as in Protocol Buffers' {@code sint64}, the sign in the
 * lowest bit. Seven bits a byte, those of least value first.
 */
final class RecordFields {
    /** The most that a record takes beside its key, its value and its headers: its length, time, place, and two lengths. */
    static final int MOST_OVERHEAD = 1 + 10 + 4 * 5;

    private static final int MOST_NUMBER = 10;
    private static final int MORE = 0x80;

    private RecordFields() {}

    static int sizeOf(long number) {
        long bits = (number << 1) ^ (number >> 63);
        return (Long.SIZE - Long.numberOfLeadingZeros(bits | 1) + 6) / 7;
    }

    /** Writes a number; where the next field begins. */
    static int write(long number, byte[] target, int from) {
        long bits = (number << 1) ^ (number >> 63);
        int at = from;
        while ((bits & -MORE) != 0) {
            target[at++] = (byte) (bits | MORE);
            bits >>>= 7;
        }
        target[at++] = (byte) bits;
        return at;
    }

    /** A record's headers, from their number to the last value. */
    static byte[] headers(List<? extends Header> headers) {
        var out = new ByteArrayOutputStream();
        number(headers.size(), out);
        for (var header : headers) {
            var key = header.key().getBytes(StandardCharsets.UTF_8);
            number(key.length, out);
            out.writeBytes(key);
            var value = header.value();
            if (value == null) {
                number(-1, out);
            } else {
                number(value.length, out);
                out.writeBytes(value);
            }
        }
        return out.toByteArray();
    }

    private static void number(int number, ByteArrayOutputStream out) {
        var bytes = new byte[MOST_NUMBER];
        out.write(bytes, 0, write(number, bytes, 0));
    }
}
