package dev.millrace.event.avro;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.json.JsonBuffer;

/** One of several types: the value alone, without saying which. */
final class UnionStep implements JsonStep {
    private final JsonStep[] branches;

    UnionStep(JsonStep[] branches) {
        this.branches = branches;
    }

    @Override
    public void copy(AvroInput in, JsonBuffer out) throws UnreadableEvent {
        branches[in.count(branches.length - 1L, "a union's branch")].copy(in, out);
    }
}
