package dev.millrace.delivery.audit;

import java.util.OptionalInt;

/**
 * What a batch holds of one partition: everything committed from one offset up to another.
 *
 * @param from        where it begins, which is where the database must be for the batch to be written
 * @param to          the first offset after it; behind the last record where Kafka's own markers follow
 * @param leaderEpoch the leader's epoch of the last record
 * @param events      how many of its records are events
 * @param unreadable  how many are not
 */
record Slice(Position from, long to, OptionalInt leaderEpoch, int events, int unreadable) {
    /** Where the next slice begins. */
    Position after() {
        return new Position(from.topicId(), from.incarnation(), to, leaderEpoch);
    }
}
