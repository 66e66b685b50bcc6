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
    /** What an event and its frame take at most beside texts: heads of columns at their widest, a trace context. */
    private static final int WIDEST = 512;

    private static final int PER_TEXT = 4;
    private static final int BYTES_A_CHARACTER = 3;

    private final String source;
    private final String type;
    private final @Nullable String run;
    private final @Nullable TraceDerivation traces;
    private final FrameEncoder encoder;
    private long most;

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

    /** The most bytes that a frame of this event alone takes. A frame of several takes no more than theirs together. */
    public static long atMost(Event event) {
        long characters = event.id().length()
                + event.source().length()
                + event.type().length()
                + event.correlationId().length()
                + (event.key() == null ? 0L : event.key().length());
        for (var extension : event.extensions().entrySet()) {
            characters += extension.getKey().length() + extension.getValue().length() + PER_TEXT;
        }
        var origin = event.origin();
        characters += origin == null ? 0 : origin.run().length();
        return BYTES_A_CHARACTER * characters + event.data().size() + WIDEST;
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
        most += atMost(event);
    }

    /** The events so far. */
    public int count() {
        return encoder.count();
    }

    /** About how many bytes the frame will take. */
    public int size() {
        return encoder.size();
    }

    /** The most bytes the frame can take. */
    public long most() {
        return most;
    }

    /** The frame: a record's value. The packer is empty then. */
    public byte[] finish() {
        most = 0;
        return encoder.finish();
    }
}
