package dev.millrace.event.avro;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.json.JsonBuffer;

/** Reads one Avro value of a known type and writes it as JSON. */
@FunctionalInterface
interface JsonStep {
    void copy(AvroInput in, JsonBuffer out) throws UnreadableEvent;
}
