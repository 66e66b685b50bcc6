package dev.millrace.generator.encode;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.millrace.event.avro.WireFormat;
import dev.millrace.generator.random.Draw;
import java.util.Arrays;

/** Values of records that nobody can read, whatever a reader takes a record for. Pure. */
final class PoisonBytes {
    private static final long NOISE = Draw.seed(0, "poison");
    private static final int LEAST = 16;
    private static final int SPREAD = 240;
    /** Where the topic would take more. */
    private static final long MOST = 8L << 20;

    private static final byte[] OPENING = "{\"specversion\":\"1.0\",\"id\":\"".getBytes(US_ASCII);

    private PoisonBytes() {}

    /** Bytes that are nothing: the first one begins neither text, nor a frame, nor Avro's wire format. */
    static byte[] noise(long index) {
        var value = new byte[LEAST + (int) Draw.below(SPREAD, NOISE, index)];
        long seed = Draw.bits(NOISE, index);
        for (int i = 1; i < value.length; i++) {
            value[i] = (byte) Draw.bits(seed, i);
        }
        value[0] = (byte) 0xff;
        return value;
    }

    /** An event whose first text goes on for as long as the record may be, and does not end. */
    static byte[] endless(long largest) {
        var value = new byte[(int) Math.min(largest, MOST)];
        Arrays.fill(value, (byte) 'x');
        System.arraycopy(OPENING, 0, value, 0, Math.min(value.length, OPENING.length));
        return value;
    }

    /** JSON that is no event. */
    static byte[] noEvent() {
        return "{\"poison\":\"no event\"}".getBytes(US_ASCII);
    }

    /**
     * An event in Avro of another schema than it says: its first text has a negative length.
     *
     * @param sound an event as it would have been
     */
    static byte[] misfit(byte[] sound) {
        var value = Arrays.copyOf(sound, WireFormat.LENGTH + 1);
        value[WireFormat.LENGTH] = 1;
        return value;
    }

    /** The beginning of a frame of a version that nobody knows. */
    static byte[] unknownFrame() {
        return new byte[] {(byte) 0xf6, 'M', 'F', 99, 0, 0, 0, 0};
    }
}
