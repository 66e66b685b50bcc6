package dev.millrace.app.tail;

import dev.millrace.event.Event;
import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.avro.SchemaFailure;
import dev.millrace.event.avro.SchemaLookup;
import dev.millrace.event.frame.FrameHome;
import dev.millrace.event.record.RecordEncoding;
import dev.millrace.event.record.RecordReader;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The events in a topic's records, as many as were asked for. Not thread-safe. */
public final class TailEvents {
    private final TopicTail tail;
    private final RecordReader reader;
    private final Queue<TailItem> ready = new ArrayDeque<>();

    private TailEvents(TopicTail tail, SchemaLookup schemas) {
        this.tail = tail;
        this.reader = new RecordReader(schemas);
    }

    /**
     * Reads what was asked for.
     *
     * @param schemas where the schemas of Avro are found
     * @throws SchemaFailure if they cannot be had
     */
    public static TailEvents of(TopicTail tail, TailRequest request, SchemaLookup schemas) throws SchemaFailure {
        var events = new TailEvents(tail, schemas);
        var there = new ArrayList<TailItem>();
        for (var record : tail.there()) {
            there.addAll(events.items(record));
        }
        there.sort(Comparator.comparingLong(TailItem::millis));
        // A frame holds more than one, so that there may be more than were asked for.
        int more = Math.max(0, there.size() - request.count());
        events.ready.addAll(
                request.from() == null ? there.subList(more, there.size()) : there.subList(0, there.size() - more));
        return events;
    }

    /** The next; empty when there is no more, which never happens while following. */
    public Optional<TailItem> next() throws SchemaFailure {
        while (ready.isEmpty()) {
            var record = tail.next();
            if (record.isEmpty()) {
                return Optional.empty();
            }
            ready.addAll(items(record.get()));
        }
        return Optional.ofNullable(ready.poll());
    }

    private List<TailItem> items(ConsumerRecord<byte[], byte[]> record) throws SchemaFailure {
        var value = record.value();
        if (value == null) {
            return List.of(new TailItem.Raw(record, "no value"));
        }
        var items = new ArrayList<TailItem>();
        boolean framed = RecordEncoding.of(value) == RecordEncoding.FRAME;
        try {
            reader.read(
                    value,
                    new FrameHome(record.topic(), record.partition()),
                    Instant.ofEpochMilli(record.timestamp()),
                    new RecordReader.Sink() {
                        @Override
                        public void event(int place, Event event) {
                            items.add(
                                    framed
                                            ? new TailItem.InFrame(record, place, event)
                                            : new TailItem.Single(record, event));
                        }

                        @Override
                        public void unreadable(int place, byte[] body, String reason) {
                            items.add(new TailItem.Raw(record, "event " + place + " of the frame: " + reason));
                        }
                    });
        } catch (UnreadableEvent e) {
            items.add(new TailItem.Raw(record, e.reason()));
        }
        return items;
    }
}
