package dev.millrace.event.avro;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.json.JsonBuffer;

/** A map as a JSON object. */
record MapStep(JsonStep value) implements JsonStep {
    @Override
    public void copy(AvroInput in, JsonBuffer out) throws UnreadableEvent {
        out.ascii('{');
        entries(in, out, false);
        out.ascii('}');
    }

    /** The entries without braces; whether there is one. With a comma before the first if {@code open}. */
    boolean entries(AvroInput in, JsonBuffer out, boolean open) throws UnreadableEvent {
        in.enter();
        boolean comma = open;
        for (long block = in.block(); block != 0; block = in.block()) {
            for (long i = 0; i < block; i++) {
                if (comma) {
                    out.ascii(',');
                }
                comma = true;
                JsonText.copy(in, in.length(), out);
                out.ascii(':');
                value.copy(in, out);
            }
        }
        in.leave();
        return comma;
    }
}
