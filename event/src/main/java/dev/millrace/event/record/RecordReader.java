package dev.millrace.event.record;

import dev.millrace.event.Event;
import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.avro.AvroEventReader;
import dev.millrace.event.avro.SchemaFailure;
import dev.millrace.event.avro.SchemaLookup;
import dev.millrace.event.frame.FrameCursor;
import dev.millrace.event.frame.FrameHome;
import dev.millrace.event.frame.FrameUnpacker;
import dev.millrace.event.json.CloudEventReader;
import java.time.Instant;
import java.util.Arrays;

/** Reads the events in a record, whatever it is encoded in. Not thread-safe. */
public final class RecordReader {
    private final CloudEventReader json = new CloudEventReader();
    private final AvroEventReader avro;
    private final FrameUnpacker unpacker;
    private final FrameCursor cursor = new FrameCursor();

    /** @param schemas where the schemas of Avro are found */
    public RecordReader(SchemaLookup schemas) {
        this.avro = new AvroEventReader(schemas);
        this.unpacker = new FrameUnpacker(schemas);
    }

    /** Takes what is found, in order. Told of nothing before it is sure that the record can be read. */
    public interface Sink {
        /**
         * An event.
         *
         * @param place which of the record's events, from 0
         */
        void event(int place, Event event);

        /**
         * One of several events, which cannot be read; the others can.
         *
         * @param body its data as it stands in the frame
         */
        void unreadable(int place, byte[] body, String reason);
    }

    /**
     * Reads a record.
     *
     * @param home     where it was found
     * @param received the time to take for events that have none
     * @throws UnreadableEvent if it holds no events that could be read, and never will
     * @throws SchemaFailure   if its schema cannot be had now; the same call may work later. Never {@code Unknown}
     */
    public void read(byte[] value, FrameHome home, Instant received, Sink sink) throws UnreadableEvent, SchemaFailure {
        try {
            switch (RecordEncoding.of(value)) {
                case JSON -> sink.event(0, json.read(value, received));
                case AVRO -> sink.event(0, avro.read(value, received));
                case FRAME -> frame(value, home, sink);
            }
        } catch (SchemaFailure.Unknown e) {
            throw new UnreadableEvent(String.valueOf(e.getMessage()), e);
        }
    }

    private void frame(byte[] value, FrameHome home, Sink sink) throws UnreadableEvent, SchemaFailure {
        cursor.open(value, home);
        // All of a frame's events have one schema: it fails at the first, or not at all.
        while (cursor.next()) {
            Event event;
            try {
                event = unpacker.event(cursor);
            } catch (UnreadableEvent e) {
                int from = cursor.bodyOffset();
                sink.unreadable(
                        cursor.place(), Arrays.copyOfRange(value, from, from + cursor.bodyLength()), e.reason());
                continue;
            }
            sink.event(cursor.place(), event);
        }
    }
}
