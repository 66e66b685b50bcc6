package dev.millrace.ledger.account;

import java.time.Instant;

/**
 * Records that were gone before they could be read. What is missing from their topic, and was claimed before this was
 * noticed, may have been among them, so that nobody can say it was lost.
 *
 * @param topic     the topic
 * @param partition the partition
 * @param from      offset of the first record that was gone
 * @param to        offset of the first record that was there again
 * @param cause     why they were gone
 * @param found     when this was noticed
 */
public record Gap(String topic, int partition, long from, long to, Cause cause, Instant found) {
    /** Why records are gone. */
    public enum Cause {
        /** The topic's retention removed them. */
        RETENTION,
        /** The topic was removed and made anew, or cut at its end. */
        REPLACED
    }

    /** For a person. */
    @Override
    public String toString() {
        return switch (cause) {
            case RETENTION ->
                topic + "-" + partition + " lost offsets " + from + " to " + (to - 1)
                        + " to retention before they were read";
            case REPLACED -> topic + "-" + partition + " was replaced by a new log when offset " + from + " was next";
        };
    }
}
