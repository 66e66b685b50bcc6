package dev.millrace.delivery.audit;

import static java.util.Comparator.comparing;

import dev.millrace.delivery.audit.Batch.Place;
import dev.millrace.delivery.copy.CopyRows;
import dev.millrace.delivery.copy.PgTime;
import dev.millrace.delivery.copy.UnstorableValue;
import dev.millrace.event.Event;
import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.avro.SchemaFailure;
import dev.millrace.event.frame.FrameHome;
import dev.millrace.event.json.TimestampWriter;
import dev.millrace.event.record.RecordEncoding;
import dev.millrace.event.record.RecordReader;
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

    private final long session;
    private final Instant recorded;
    private final CopyRows rows;
    private final EventRow row;
    private final RecordReader reader;
    private final TreeMap<TopicPartition, Slice> slices =
            new TreeMap<>(comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition));
    private final List<UnreadableRecord> unreadable = new ArrayList<>();
    private long unreadableBytes;
    private final EventTimes times = new EventTimes();
    private int records;
    private int countedEvents;
    private int countedUnreadable;
    private Optional<Place> first = Optional.empty();

    /**
     * @param rows   an empty buffer, the batch's until it is written
     * @param reader finds the events in records
     */
    OpenBatch(long session, Instant recorded, CopyRows rows, RecordReader reader) {
        this.reader = reader;
        this.session = session;
        this.recorded = recorded;
        this.rows = rows;
        this.row = new EventRow(PgTime.ofEpochMillis(recorded.toEpochMilli()));
    }

    /**
     * Adds a record: a row for each event in it; as unreadable where there is none.
     *
     * @throws SchemasAway if the record cannot be read now; nothing was added then
     */
    void add(ConsumerRecord<byte[], byte[]> record, Position from) {
        var value = record.value();
        if (value == null) {
            addUnreadable(record, from, "a record without a value (a tombstone)");
            return;
        }
        int rowsBefore = rows.size();
        int eventsBefore = times.size();
        int unreadableBefore = unreadable.size();
        try {
            reader.read(
                    value,
                    new FrameHome(record.topic(), record.partition()),
                    Instant.ofEpochMilli(record.timestamp()),
                    new Rows(record, from));
            note(record);
        } catch (UnreadableEvent e) {
            addUnreadable(record, from, e.reason());
        } catch (SchemaFailure e) {
            throw new SchemasAway(e);
        } catch (RuntimeException e) {
            // One record that the reader stumbles over must not hold up the others.
            LOG.atError()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .setCause(e)
                    .log("record could not be read because of a bug, kept in audit.unreadable");
            rows.truncate(rowsBefore);
            times.truncate(eventsBefore);
            unreadable.subList(unreadableBefore, unreadable.size()).clear();
            addUnreadable(record, from, "could not be read: " + e);
        }
    }

    /** Adds a record as unreadable, whatever it is. */
    final void addUnreadable(ConsumerRecord<byte[], byte[]> record, Position from, String reason) {
        note(record);
        keep(new UnreadableRecord(record, from.incarnation(), reason));
    }

    private void keep(UnreadableRecord row) {
        unreadable.add(row);
        unreadableBytes += row.size();
        LOG.atDebug()
                .addKeyValue("topic", row.record().topic())
                .addKeyValue("partition", row.record().partition())
                .addKeyValue("offset", row.record().offset())
                .addKeyValue("place", row.place())
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

    /** Rows so far, of either kind. */
    final int rows() {
        return times.size() + unreadable.size();
    }

    final long bytes() {
        return rows.size() + unreadableBytes;
    }

    /** What was added; nothing may be added after. */
    final Batch close() {
        return new Batch(session, recorded, slices, rows, times, List.copyOf(unreadable), records, first);
    }

    private void note(ConsumerRecord<byte[], byte[]> record) {
        records++;
        if (first.isEmpty()) {
            first = Optional.of(new Place(new TopicPartition(record.topic(), record.partition()), record.offset()));
        }
    }

    /** Takes the events of one record. */
    private final class Rows implements RecordReader.Sink {
        private final ConsumerRecord<byte[], byte[]> record;
        private final Position from;

        Rows(ConsumerRecord<byte[], byte[]> record, Position from) {
            this.record = record;
            this.from = from;
        }

        @Override
        public void event(int place, Event event) {
            int before = rows.size();
            try {
                row.write(event, record, place, from.incarnation(), rows);
                times.add(TimestampWriter.epochMicros(event.time()));
            } catch (UnstorableValue e) {
                rows.truncate(before);
                unreadable(place, event.data().bytes(), e.reason());
            }
        }

        @Override
        public void unreadable(int place, byte[] body, String reason) {
            keep(
                    RecordEncoding.of(record.value()) == RecordEncoding.FRAME
                            ? new UnreadableRecord(record, place, body, from.incarnation(), reason)
                            : new UnreadableRecord(record, from.incarnation(), reason));
        }
    }
}
