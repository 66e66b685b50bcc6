package dev.millrace.delivery.audit;

import dev.millrace.delivery.copy.CopyRows;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * What one database transaction writes. Not changed any more once it is closed.
 *
 * @param session    the stretch of reading it belongs to: after a failure a new one begins, and what is left of the old
 *                   one is not written
 * @param recorded   when it was begun
 * @param slices     how far it moves each partition, in the order in which their rows in the database are locked
 * @param rows       its events
 * @param times      the events' own times
 * @param unreadable the records, and events of frames, that cannot be read
 * @param records    how many of Kafka's records are in it; a frame is one, whatever it holds
 * @param first      its first record, which is its only one if {@link #records()} is 1
 */
record Batch(
        long session,
        Instant recorded,
        NavigableMap<TopicPartition, Slice> slices,
        CopyRows rows,
        EventTimes times,
        List<UnreadableRecord> unreadable,
        int records,
        Optional<Place> first) {

    /** A record's place in Kafka. */
    record Place(TopicPartition partition, long offset) {}

    /** Rows it makes, of either kind. */
    int size() {
        return times.size() + unreadable.size();
    }
}
