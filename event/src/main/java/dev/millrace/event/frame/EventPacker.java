package dev.millrace.event.frame;

import dev.millrace.event.Event;
import dev.millrace.event.TraceDerivation;
import dev.millrace.event.json.TimestampWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts events that are there as such into frames, with their data in JSON as it is. What follows from run, source
 * and index is left out. Not thread-safe.
 */
public final class EventPacker {
    private final String source;
    private final String type;
    private final @Nullable String run;
    private final @Nullable TraceDerivation traces;
    private final FrameEncoder encoder;

    /**
     * A packer for events like {@code first}: of its source, type and run.
     *
     * @param traces how trace contexts follow from the index, null if they do not
     */
    public EventPacker(Event first, @Nullable TraceDerivation traces, FrameHome home) {
        var origin = first.origin();
        this.source = first.source();
        this.type = first.type();
        this.run = origin == null ? null : origin.run();
        this.traces = traces;
        this.encoder = new FrameEncoder(new FrameHead(source, type, run, new BodyCoding.Json(), traces), home);
    }

    /** Whether an event can be in the same frame; one that cannot needs another packer. */
    public boolean fits(Event event) {
        var origin = event.origin();
        return event.source().equals(source)
                && event.type().equals(type)
                && Objects.equals(origin == null ? null : origin.run(), run)
                && (traces == null || event.trace() != null);
    }

    /**
     * Adds an event.
     *
     * @throws IllegalArgumentException if it does not {@linkplain #fits fit}, or its time is not in the years 1 to 9999
     */
    public void append(Event event) {
        if (!fits(event)) {
            throw new IllegalArgumentException("event " + event.id() + " does not belong to a frame of source '"
                    + source + "', type '" + type + "', run '" + run + "'");
        }
        long micros = TimestampWriter.epochMicros(event.time());
        var origin = event.origin();
        long index = origin == null ? 0 : origin.index();
        if (origin == null || !event.id().equals(origin.eventId(source))) {
            encoder.id(event.id());
        }
        if (!event.correlationId().equals(event.id())) {
            encoder.correlationId(event.correlationId());
        }
        var trace = event.trace();
        if (trace != null && (traces == null || !trace.equals(traces.at(index)))) {
            encoder.trace(trace);
        }
        if (!event.extensions().isEmpty()) {
            encoder.extensions(event.extensions());
        }
        encoder.body().raw(event.data().unsafeBytes());
        var key = event.key();
        if (key == null) {
            encoder.append(index, micros);
        } else {
            var utf8 = key.getBytes(StandardCharsets.UTF_8);
            encoder.append(index, micros, utf8, 0, utf8.length);
        }
    }

    /** The events so far. */
    public int count() {
        return encoder.count();
    }

    /** About how many bytes the frame will take. */
    public int size() {
        return encoder.size();
    }

    /** The frame: a record's value. The packer is empty then. */
    public byte[] finish() {
        return encoder.finish();
    }
}
