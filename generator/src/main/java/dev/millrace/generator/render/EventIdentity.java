package dev.millrace.generator.render;

import dev.millrace.event.TraceDerivation;
import dev.millrace.event.avro.AvroEventWriter;
import dev.millrace.event.avro.AvroSchema;
import dev.millrace.event.avro.DataShape;
import dev.millrace.event.avro.EventSchemas;
import dev.millrace.event.frame.BodyCoding;
import dev.millrace.event.frame.FrameHead;

/**
 * What all events of a source in one run have in common, apart from any encoding.
 *
 * @param traces how trace contexts follow from the index
 * @param data   what the data looks like
 */
public record EventIdentity(String run, String source, String type, TraceDerivation traces, DataShape.Fields data) {
    /** The schema of the data alone. */
    public AvroSchema dataSchema() {
        return EventSchemas.data(source, data);
    }

    /** The schema of whole events. */
    public AvroSchema eventSchema() {
        return EventSchemas.event(source, data);
    }

    /** What stands once in each frame of these events. */
    public FrameHead frameHead(BodyCoding bodies) {
        return new FrameHead(source, type, run, bodies, traces);
    }

    /** Writes what stands before the data of a whole event in Avro. */
    public AvroEventWriter avroWriter(int schemaId) {
        return new AvroEventWriter(schemaId, run, source, type, traces);
    }
}
