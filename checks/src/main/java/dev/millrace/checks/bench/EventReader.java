package dev.millrace.checks.bench;

import dev.millrace.event.UnreadableEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes the events out of records of our side. Not thread-safe. */
interface EventReader {
    /**
     * Takes down which events a record holds.
     *
     * @param payloads gets the bytes of each for the other side to send, until there are enough
     * @throws UnreadableEvent if it holds none
     */
    void read(ConsumerRecord<byte[], byte[]> record, Indices indices, Payloads payloads) throws UnreadableEvent;
}
