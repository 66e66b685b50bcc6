package dev.millrace.event.avro;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.json.JsonBuffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Bytes as a JSON string in Base64.
 *
 * @param fixed how many there are; negative where the bytes say so themselves
 */
record BinaryStep(int fixed) implements JsonStep {
    static final BinaryStep BYTES = new BinaryStep(-1);

    @Override
    public void copy(AvroInput in, JsonBuffer out) throws UnreadableEvent {
        int length = fixed < 0 ? in.length() : fixed;
        int from = in.position();
        in.skip(length);
        var encoded = Base64.getEncoder().encode(ByteBuffer.wrap(in.unsafeBytes(), from, length));
        out.string(StandardCharsets.US_ASCII.decode(encoded));
    }
}
