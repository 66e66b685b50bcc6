package dev.millrace.delivery.audit;

import dev.millrace.delivery.audit.Batch.Place;
import dev.millrace.delivery.copy.CopyRows;
import dev.millrace.event.avro.SchemaLookup;
import dev.millrace.event.record.RecordReader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Puts records together into batches. For the reading thread. */
final class Assembly {
    private final BatchLimits limits;
    private final BatchRows rows;
    private final InstantSource clock;
    private final Opening opening;
    private final RecordReader reader;
    private final Deque<CopyRows> spare = new ArrayDeque<>();
    private final Map<Place, String> refused = new HashMap<>();
    private @Nullable OpenBatch open;
    private long openedAt;

    /** How a batch is begun. */
    interface Opening {
        OpenBatch open(long session, Instant recorded, CopyRows rows, RecordReader reader);
    }

    Assembly(BatchLimits limits, BatchRows rows, InstantSource clock, Opening opening, SchemaLookup schemas) {
        this.limits = limits;
        this.rows = rows;
        this.clock = clock;
        this.opening = opening;
        this.reader = new RecordReader(schemas);
    }

    boolean isEmpty() {
        return open == null || open.isEmpty();
    }

    /** Whether the open batch takes no more. */
    boolean isFull() {
        return open != null
                && (open.rows() >= rows.limit()
                        || open.bytes() >= limits.bytes().bytes());
    }

    /** How long until the open batch has waited long enough; the whole linger if there is none. */
    Duration untilDue() {
        if (isEmpty()) {
            return limits.linger();
        }
        var left = limits.linger().minusNanos(System.nanoTime() - openedAt);
        return left.isNegative() ? Duration.ZERO : left;
    }

    void add(ConsumerRecord<byte[], byte[]> record, Position from, long session) {
        var batch = open(session);
        // Almost always empty, so that looking is cheap.
        var reason = refused.isEmpty()
                ? null
                : refused.get(new Place(new TopicPartition(record.topic(), record.partition()), record.offset()));
        if (reason == null) {
            batch.add(record, from);
        } else {
            batch.addUnreadable(record, from, reason);
        }
    }

    void reach(TopicPartition partition, Position from, long to, OptionalInt leaderEpoch, long session) {
        open(session).reach(partition, from, to, leaderEpoch);
    }

    /** The open batch, closed; null if there is none. */
    @Nullable
    Batch close() {
        if (open == null) {
            return null;
        }
        var batch = open.close();
        open = null;
        return batch;
    }

    /** Forgets the open batch. */
    void discard() {
        var batch = close();
        if (batch != null) {
            recycle(batch);
        }
    }

    /** Takes back the buffer of a batch that is done with. */
    void recycle(Batch batch) {
        batch.rows().clear();
        spare.push(batch.rows());
    }

    /** Forgets what was noted of records that are in the database now. */
    void committed(Batch batch) {
        refused.keySet().removeIf(place -> {
            var slice = batch.slices().get(place.partition());
            return slice != null && place.offset() < slice.to();
        });
    }

    /**
     * Notes that PostgreSQL does not take a record as an event: next time it is kept as unreadable.
     *
     * @return false if that had been noted before
     */
    boolean refuse(Place place, String reason) {
        return refused.put(place, reason) == null;
    }

    private OpenBatch open(long session) {
        if (open == null) {
            var buffer = spare.isEmpty() ? new CopyRows(1 << 16) : spare.pop();
            open = opening.open(session, clock.instant(), buffer, reader);
            openedAt = System.nanoTime();
        }
        return open;
    }
}
