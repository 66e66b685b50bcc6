package dev.millrace.event.avro;

import dev.millrace.event.EventData;
import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.json.JsonBuffer;

/**
 * Turns data of one Avro schema into JSON, compiled once for the schema. Not thread-safe.
 *
 * <p>The JSON is the plain one: what a union holds stands by itself, moments ({@code timestamp-micros} and the like)
 * are RFC 3339 texts, decimals are numbers with their decimals, bytes are Base64. Infinities and not-a-number become
 * strings, for JSON has no numbers for them.
 */
public final class AvroJson {
    private final JsonStep step;
    private final AvroInput input = new AvroInput();
    private final JsonBuffer scratch = new JsonBuffer();

    public AvroJson(AvroSchema schema) {
        this.step = new JsonSteps().step(schema.parsed());
    }

    /**
     * Appends one value, which must take all of {@code length} bytes at {@code offset}.
     *
     * @throws UnreadableEvent if the bytes are not of this schema; {@code out} is as it was then
     */
    public void write(byte[] avro, int offset, int length, JsonBuffer out) throws UnreadableEvent {
        int before = out.size();
        try {
            step.copy(input.open(avro, offset, length), out);
            if (input.remaining() > 0) {
                throw input.unreadable(input.remaining() + " bytes are left over");
            }
        } catch (UnreadableEvent e) {
            out.truncate(before);
            throw e;
        }
    }

    /** As {@link #write}, as an event's data. */
    public EventData data(byte[] avro, int offset, int length) throws UnreadableEvent {
        scratch.clear();
        write(avro, offset, length, scratch);
        return EventData.copyOf(scratch.unsafeBytes(), 0, scratch.size());
    }
}
