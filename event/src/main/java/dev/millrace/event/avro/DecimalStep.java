package dev.millrace.event.avro;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.json.JsonBuffer;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An exact decimal number as JSON number.
 *
 * @param scale digits behind the point
 * @param fixed how many bytes it takes; negative where the bytes say so themselves
 */
record DecimalStep(int scale, int fixed) implements JsonStep {
    // Beyond, turning it into digits costs more than its size justifies; it has over 2400 digits.
    private static final int LONGEST = 1024;
    private static final int LONGEST_PLAIN_SCALE = 1024;

    @Override
    public void copy(AvroInput in, JsonBuffer out) throws UnreadableEvent {
        int length = fixed < 0 ? in.length() : fixed;
        if (length == 0 || length > LONGEST) {
            throw in.unreadable("a decimal takes " + length + " bytes, which must be from 1 to " + LONGEST);
        }
        int from = in.position();
        in.skip(length);
        if (length <= Long.BYTES && scale <= 18) {
            long unscaled = in.unsafeBytes()[from];
            for (int i = 1; i < length; i++) {
                unscaled = (unscaled << Byte.SIZE) | (in.unsafeBytes()[from + i] & 0xff);
            }
            out.decimal(unscaled, scale);
        } else {
            var number = new BigDecimal(new BigInteger(in.unsafeBytes(), from, length), scale);
            out.ascii(scale <= LONGEST_PLAIN_SCALE ? number.toPlainString() : number.toString());
        }
    }
}
