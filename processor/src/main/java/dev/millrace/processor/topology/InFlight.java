package dev.millrace.processor.topology;

import dev.millrace.event.Event;
import dev.millrace.processor.expression.EventScope;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way through a stage.
 *
 * @param event  the event
 * @param record the record it came in, or will go out in
 * @param place  where it came from; null for an event the pipeline has made
 * @param scope  what expressions see of it
 */
record InFlight(
        Event event,
        Record<byte[], byte[]> record,
        @Nullable Place place,
        EventScope scope) {

    /** The event's time in milliseconds since 1970. */
    long millis() {
        return event.time().toEpochMilli();
    }
}
