package dev.millrace.processor.topology;

import dev.millrace.event.Event;
import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.json.CloudEventReader;
import dev.millrace.processor.expression.EventScope;
import dev.millrace.processor.plan.Stage;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Reads events from the records of a stage's topics. Belongs to one task. */
final class Intake {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private final CloudEventReader reader = new CloudEventReader();
    private final ProcessorContext<byte[], byte[]> context;
    private final boolean internal;

    Intake(ProcessorContext<byte[], byte[]> context, Stage stage) {
        this.context = context;
        this.internal = stage.internal();
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
     * The event in the record.
     *
     * @throws UnreadableEvent if there is none
     */
    InFlight read(Record<byte[], byte[]> record, @Nullable Place place) throws UnreadableEvent {
        var event = reader.read(record.value(), Instant.ofEpochMilli(record.timestamp()));
        checkTime(event);
        return new InFlight(event, record, place, new EventScope(event, place == null ? record.key() : place.key()));
    }

    private static void checkTime(Event event) throws UnreadableEvent {
        if (event.time().isBefore(EARLIEST) || event.time().isAfter(LATEST)) {
            throw new UnreadableEvent("time " + event.time() + " is outside of the years 1 to 9999");
        }
    }
}
