package dev.millrace.event.avro;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.json.JsonBuffer;
import java.util.List;

/** A record as a JSON object. Its fields are set once, after it was made, for a record may hold itself. */
final class RecordStep implements JsonStep {
    private byte[][] names = {};
    private JsonStep[] values = {};
    private boolean[] optional = {};

    /** @param left which fields are left out where they are null: those are unions of null and the value */
    void fields(List<String> fieldNames, JsonStep[] fieldValues, List<Boolean> left) {
        names = new byte[fieldNames.size()][];
        for (int i = 0; i < names.length; i++) {
            names[i] = new JsonBuffer().string(fieldNames.get(i)).ascii(':').toBytes();
        }
        values = fieldValues;
        optional = new boolean[names.length];
        for (int i = 0; i < names.length; i++) {
            optional[i] = left.get(i);
        }
    }

    @Override
    public void copy(AvroInput in, JsonBuffer out) throws UnreadableEvent {
        in.enter();
        out.ascii('{');
        boolean comma = false;
        for (int i = 0; i < values.length; i++) {
            if (optional[i] && in.count(1, "a union's branch") == 0) {
                continue;
            }
            if (comma) {
                out.ascii(',');
            }
            comma = true;
            out.raw(names[i]);
            values[i].copy(in, out);
        }
        out.ascii('}');
        in.leave();
    }
}
