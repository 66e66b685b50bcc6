package dev.millrace.delivery.audit;

import static java.util.Comparator.comparing;

import dev.millrace.delivery.audit.Batch.Place;
import dev.millrace.delivery.copy.CopyRows;
import dev.millrace.delivery.copy.PgTime;
import dev.millrace.delivery.copy.UnstorableValue;
import dev.millrace.event.Event;
import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.json.CloudEventReader;
import dev.millrace.event.json.TimestampWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A batch while records are added to it. Not thread-safe. */
class OpenBatch {
    private static final Logger LOG = LoggerFactory.getLogger(OpenBatch.class);
    private static final CloudEventReader READER = new CloudEventReader();

    private final long session;
    private final Instant recorded;
    private final CopyRows rows;
    private final EventRow row;
    private final TreeMap<TopicPartition, Slice> slices =
            new TreeMap<>(comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition));
    private final List<UnreadableRecord> unreadable = new ArrayList<>();
    private long unreadableBytes;
    private final EventTimes times = new EventTimes();
    private int countedEvents;
    private int countedUnreadable;
    private Optional<Place> first = Optional.empty();

    /**
     * @param rows an empty buffer, the batch's until it is written
     */
    OpenBatch(long session, Instant recorded, CopyRows rows) {
        this.session = session;
        this.recorded = recorded;
        this.rows = rows;
        this.row = new EventRow(PgTime.ofEpochMillis(recorded.toEpochMilli()));
    }

    /** Adds a record: as an event if it is one, as unreadable otherwise. */
    void add(ConsumerRecord<byte[], byte[]> record, Position from) {
        noteFirst(record);
        int before = rows.size();
        try {
            var event = read(record);
            row.write(event, record, from.incarnation(), rows);
            times.add(TimestampWriter.epochMicros(event.time()));
        } catch (UnreadableEvent e) {
            addUnreadable(record, from, e.reason());
        } catch (UnstorableValue e) {
            rows.truncate(before);
            addUnreadable(record, from, e.reason());
        }
    }

    /** Adds a record as unreadable, whatever it is. */
    final void addUnreadable(ConsumerRecord<byte[], byte[]> record, Position from, String reason) {
        noteFirst(record);
        var row = new UnreadableRecord(record, from.incarnation(), reason);
        unreadable.add(row);
        unreadableBytes += row.size();
        LOG.atDebug()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("reason", row.reason())
                .log("record is no event, kept in audit.unreadable");
    }

    /** Notes how far the batch goes in a partition, which all records added since the last call are of. */
    final void reach(TopicPartition partition, Position from, long to, OptionalInt leaderEpoch) {
        var before = slices.getOrDefault(partition, new Slice(from, to, leaderEpoch, 0, 0));
        slices.put(
                partition,
                new Slice(
                        before.from(),
                        to,
                        leaderEpoch,
                        before.events() + times.size() - countedEvents,
                        before.unreadable() + unreadable.size() - countedUnreadable));
        countedEvents = times.size();
        countedUnreadable = unreadable.size();
    }

    /** Whether anything is in it, if only an offset. */
    final boolean isEmpty() {
        return slices.isEmpty();
    }

    final int records() {
        return times.size() + unreadable.size();
    }

    final long bytes() {
        return rows.size() + unreadableBytes;
    }

    /** What was added; nothing may be added after. */
    final Batch close() {
        return new Batch(session, recorded, slices, rows, times, List.copyOf(unreadable), first);
    }

    private static Event read(ConsumerRecord<byte[], byte[]> record) throws UnreadableEvent {
        var value = record.value();
        if (value == null) {
            throw new UnreadableEvent("a record without a value (a tombstone)");
        }
        try {
            return READER.read(value, Instant.ofEpochMilli(record.timestamp()));
        } catch (RuntimeException e) {
            // One record that the reader stumbles over must not hold up the others.
            LOG.atError()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .setCause(e)
                    .log("record could not be read because of a bug, kept in audit.unreadable");
            throw new UnreadableEvent("could not be read: " + e, e);
        }
    }

    private void noteFirst(ConsumerRecord<byte[], byte[]> record) {
        if (first.isEmpty()) {
            first = Optional.of(new Place(new TopicPartition(record.topic(), record.partition()), record.offset()));
        }
    }
}
