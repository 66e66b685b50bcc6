package dev.millrace.delivery.audit;

import java.time.Instant;

/**
 * Something that keeps the trail from going on for now.
 *
 * @param reason in words for a person
 * @param since  when it began
 */
record Trouble(String reason, Instant since) {
    /** Where the trouble is. Several can be at once. */
    enum Kind {
        /** The database cannot be asked. */
        DATABASE,
        /** Batches cannot be written to it. */
        WRITING,
        /** Kafka cannot be asked. */
        KAFKA,
        /** Kafka answers, but does not let the topics be read. */
        READING,
        /** The schema of a record cannot be had. */
        SCHEMAS,
        /** A topic to be copied is not there. */
        TOPICS,
        /** A partition's position cannot be found. */
        PARTITIONS
    }
}
