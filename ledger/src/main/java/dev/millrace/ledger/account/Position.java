package dev.millrace.ledger.account;

import org.jspecify.annotations.Nullable;

/**
 * How far a partition was read.
 *
 * @param topicId id of the topic, which tells a topic from a later one of the same name
 * @param next    offset of the next record to read
 */
public record Position(String topicId, long next) {
    /** Whether a reader who is there has read up to here; one who never read the partition has read nothing of it. */
    public boolean isReachedBy(@Nullable Position reader) {
        return reader == null ? next == 0 : reader.topicId.equals(topicId) && reader.next >= next;
    }
}
