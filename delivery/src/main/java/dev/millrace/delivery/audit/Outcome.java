package dev.millrace.delivery.audit;

import org.apache.kafka.common.TopicPartition;

/** What the writing of a batch came to. Only {@link Committed} changed the database. */
sealed interface Outcome {
    /** It is in the database for good. */
    record Committed(Totals totals) implements Outcome {}

    /** Another writer has moved the partition; where it is now must be read again. */
    record Fenced(TopicPartition partition) implements Outcome {}

    /** PostgreSQL refuses what is in it, and would again. */
    record Refused(String reason) implements Outcome {}

    /** A server did not do its part; the same may work later. It may even have worked, with the answer lost. */
    record Unavailable(Trouble.Kind kind, String reason, Exception cause) implements Outcome {}

    /** A topic was made again while the batch was read, so it may mix records of two logs. */
    record TopicChanged(String topic) implements Outcome {}

    /** An earlier batch of its session failed, so it was not tried. */
    record Superseded() implements Outcome {}

    /** Going on could break the trail. */
    record Broken(String reason, Exception cause) implements Outcome {}
}
