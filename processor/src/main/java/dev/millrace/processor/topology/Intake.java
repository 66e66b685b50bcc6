package dev.millrace.processor.topology;

import dev.millrace.event.Event;
import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.avro.SchemaFailure;
import dev.millrace.event.frame.FrameHome;
import dev.millrace.event.record.RecordEncoding;
import dev.millrace.event.record.RecordReader;
import dev.millrace.processor.expression.EventScope;
import dev.millrace.processor.plan.Stage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Reads events from the records of a stage's topics, whatever they are encoded in. Belongs to one task. */
final class Intake {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private final RecordReader reader;
    private final RecordCodec codec;
    private final ProcessorContext<byte[], byte[]> context;
    private final boolean internal;

    Intake(ProcessorContext<byte[], byte[]> context, Stage stage, Schemas schemas, RecordCodec codec) {
        this.context = context;
        this.internal = stage.internal();
        this.reader = new RecordReader(schemas);
        this.codec = codec;
    }

    /** What a record holds. */
    sealed interface Found {
        /** An event. */
        record Whole(InFlight event) implements Found {}

        /** An event of a frame that is none; {@code record} holds its data. */
        record Unreadable(
                Record<byte[], byte[]> record, @Nullable Place place, String reason) implements Found {}
    }

    /** Where the record at hand comes from; null if it carries an event another stage has made. */
    @Nullable
    Place place(Record<byte[], byte[]> record) {
        if (internal) {
            return Place.of(record.headers());
        }
        var metadata = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record that comes from no topic"));
        return new Place(metadata.topic(), metadata.partition(), metadata.offset(), record.key());
    }

    /**
     * The events in the record, at least one.
     *
     * @throws UnreadableEvent   if there is none
     * @throws SchemaUnavailable if it cannot be read now
     */
    List<Found> read(Record<byte[], byte[]> record, @Nullable Place place) throws UnreadableEvent {
        var found = new ArrayList<Found>();
        boolean framed = RecordEncoding.of(record.value()) == RecordEncoding.FRAME;
        try {
            reader.read(
                    record.value(),
                    home(),
                    Instant.ofEpochMilli(record.timestamp()),
                    framed ? new FrameSink(record, place, found) : new SingleSink(record, place, found));
        } catch (SchemaFailure e) {
            throw new SchemaUnavailable(e);
        }
        if (found.size() == 1 && found.getFirst() instanceof Found.Whole(var event) && !framed) {
            checkTime(event.event());
        }
        return found;
    }

    private FrameHome home() {
        return context.recordMetadata()
                .map(metadata -> new FrameHome(metadata.topic(), metadata.partition()))
                .orElseThrow(() -> new IllegalStateException("a record that comes from no topic"));
    }

    private static void checkTime(Event event) throws UnreadableEvent {
        if (event.time().isBefore(EARLIEST) || event.time().isAfter(LATEST)) {
            throw new UnreadableEvent("time " + event.time() + " is outside of the years 1 to 9999");
        }
    }

    /** Takes the event of a record that holds one. */
    private record SingleSink(
            Record<byte[], byte[]> record, @Nullable Place place, List<Found> found) implements RecordReader.Sink {
        @Override
        public void event(int at, Event event) {
            var scope = new EventScope(event, place == null ? record.key() : place.key());
            found.add(new Found.Whole(new InFlight(event, record, place, scope)));
        }

        @Override
        public void unreadable(int at, byte[] body, String reason) {
            found.add(new Found.Unreadable(record, place, reason));
        }
    }

    /** Takes the events of a frame, each as the JSON record it would have been by itself. */
    private final class FrameSink implements RecordReader.Sink {
        private final Record<byte[], byte[]> record;
        private final @Nullable Place place;
        private final List<Found> found;

        FrameSink(Record<byte[], byte[]> record, @Nullable Place place, List<Found> found) {
            this.record = record;
            this.place = place;
            this.found = found;
        }

        @Override
        public void event(int at, Event event) {
            var key = event.key() == null ? null : event.key().getBytes(StandardCharsets.UTF_8);
            var single =
                    new Record<>(key, codec.json(event), record.timestamp(), RecordCodec.headers(RecordEncoding.JSON));
            var own = place == null ? null : place.within(at, key);
            found.add(new Found.Whole(new InFlight(event, single, own, new EventScope(event, key))));
        }

        @Override
        public void unreadable(int at, byte[] body, String reason) {
            var single = new Record<byte[], byte[]>(null, body, record.timestamp(), record.headers());
            found.add(new Found.Unreadable(single, place == null ? null : place.within(at, null), reason));
        }
    }
}
