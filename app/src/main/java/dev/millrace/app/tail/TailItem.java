package dev.millrace.app.tail;

import dev.millrace.event.Event;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One thing to be shown of a topic. */
public sealed interface TailItem {
    /** The record it is, or is in. */
    ConsumerRecord<byte[], byte[]> record();

    /** What it is ordered by, milliseconds since 1970. */
    default long millis() {
        return record().timestamp();
    }

    /** A record that holds one event. */
    record Single(ConsumerRecord<byte[], byte[]> record, Event event) implements TailItem {}

    /** One of the events of a frame; {@code place} is counted from 0. */
    record InFrame(ConsumerRecord<byte[], byte[]> record, int place, Event event) implements TailItem {
        @Override
        public long millis() {
            return event.time().toEpochMilli();
        }
    }

    /** What is no event, and why. */
    record Raw(ConsumerRecord<byte[], byte[]> record, String reason) implements TailItem {}
}
