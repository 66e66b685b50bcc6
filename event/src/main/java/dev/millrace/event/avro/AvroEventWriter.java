package dev.millrace.event.avro;

import dev.millrace.event.TraceDerivation;
import dev.millrace.event.json.JsonBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes a source's events in plain Avro, one a record: wire format, envelope, data. What does not change is
 * encoded ahead; nothing is allocated for an event. Not thread-safe.
 *
 * <p>The schema is {@link EventSchemas#event}. Ids follow from run, source and index, and so do the correlation ids.
 */
public final class AvroEventWriter {
    private static final int NULL_BRANCH = 0;
    private static final int TEXT_BRANCH = 1;

    private final byte[] idStart;
    private final byte[] untilId;
    private final byte[] untilTime;
    private final byte[] untilIndex;
    private final @Nullable TraceDerivation traces;
    private final JsonBuffer id = new JsonBuffer(64);
    private final JsonBuffer trace = new JsonBuffer(64);

    /**
     * A writer for one source in one run.
     *
     * @param traces how trace contexts follow from the index, null where events are not traced
     */
    public AvroEventWriter(int schemaId, String run, String source, String type, @Nullable TraceDerivation traces) {
        var start = new AvroBuffer();
        WireFormat.write(schemaId, start);
        this.untilId = start.toBytes();
        this.idStart = (run + "." + source + ".").getBytes(StandardCharsets.UTF_8);
        this.untilTime = new AvroBuffer().text(source).text(type).toBytes();
        this.untilIndex =
                new AvroBuffer().number(TEXT_BRANCH).text(run).number(1).toBytes();
        this.traces = traces;
    }

    /**
     * Appends everything up to the data; the caller goes on with the record that holds the data.
     *
     * @param timeMicros when the event was due, microseconds since 1970
     * @param key        holds the key as UTF-8, null where the event has none
     */
    public void open(long index, long timeMicros, byte @Nullable [] key, int offset, int length, AvroBuffer out) {
        id.clear();
        id.raw(idStart).number(index);
        out.raw(untilId).text(id.unsafeBytes(), 0, id.size()).raw(untilTime);
        out.number(timeMicros).raw(untilIndex).number(index);
        if (key == null) {
            out.number(NULL_BRANCH);
        } else {
            out.number(TEXT_BRANCH).text(key, offset, length);
        }
        out.text(id.unsafeBytes(), 0, id.size());
        if (traces == null) {
            out.number(NULL_BRANCH);
        } else {
            trace(traces, index);
            out.number(TEXT_BRANCH).text(trace.unsafeBytes(), 0, trace.size());
        }
        // No extensions.
        out.end();
    }

    private void trace(TraceDerivation derivation, long index) {
        trace.clear();
        trace.ascii("00-").hex(derivation.high(index)).hex(derivation.low(index));
        trace.ascii('-').hex(derivation.span(index)).ascii(derivation.sampled(index) ? "-01" : "-00");
    }
}
