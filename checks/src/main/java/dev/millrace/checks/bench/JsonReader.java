package dev.millrace.checks.bench;

import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.json.HeadlineScanner;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records that hold one event in JSON. The other side sends their values. */
final class JsonReader implements EventReader {
    private final HeadlineScanner scanner = new HeadlineScanner();

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record, Indices indices, Payloads payloads) throws UnreadableEvent {
        var value = record.value();
        scanner.read(value, 0, value.length);
        indices.add(scanner.index(), record.key(), 0, record.key().length);
        if (!payloads.isFull()) {
            payloads.append(value, 0, value.length);
            payloads.end();
        }
    }
}
