package dev.millrace.event.avro;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.json.JsonBuffer;
import java.util.List;

/** A record as a JSON object. Its fields are set once, after it was made, for a record may hold itself. */
final class RecordStep implements JsonStep {
    private byte[][] names = {};
    private JsonStep[] values = {};

    void fields(List<String> fieldNames, JsonStep[] fieldValues) {
        names = new byte[fieldNames.size()][];
        for (int i = 0; i < names.length; i++) {
            names[i] = new JsonBuffer()
                    .ascii(i == 0 ? "" : ",")
                    .string(fieldNames.get(i))
                    .ascii(':')
                    .toBytes();
        }
        values = fieldValues;
    }

    @Override
    public void copy(AvroInput in, JsonBuffer out) throws UnreadableEvent {
        in.enter();
        out.ascii('{');
        for (int i = 0; i < values.length; i++) {
            out.raw(names[i]);
            values[i].copy(in, out);
        }
        out.ascii('}');
        in.leave();
    }
}
