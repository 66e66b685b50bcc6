package dev.millrace.event.avro;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.json.JsonBuffer;

/** An array. */
record ItemsStep(JsonStep item) implements JsonStep {
    @Override
    public void copy(AvroInput in, JsonBuffer out) throws UnreadableEvent {
        in.enter();
        out.ascii('[');
        boolean first = true;
        for (long block = in.block(); block != 0; block = in.block()) {
            for (long i = 0; i < block; i++) {
                if (!first) {
                    out.ascii(',');
                }
                first = false;
                item.copy(in, out);
            }
        }
        out.ascii(']');
        in.leave();
    }
}
