package dev.millrace.delivery.audit;

import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * Records that were gone from Kafka before they could be copied.
 *
 * @param partition   where
 * @param incarnation of which log, see {@link Position}
 * @param from        the first offset missed
 * @param to          the first offset after the gap; empty where Kafka no longer knows where the old log ended
 * @param cause       how that came about
 */
record Gap(TopicPartition partition, int incarnation, long from, OptionalLong to, Cause cause) {
    /** Why records can be gone. */
    enum Cause {
        OVERTAKEN("the log now starts later: retention or a deletion of records overtook the audit trail"),
        MADE_AGAIN("the topic was deleted and made again; what it had from the first offset on is unknown"),
        CUT_OFF("the log was cut off before what was already copied; offsets from there on are given out again");

        private final String words;

        Cause(String words) {
            this.words = words;
        }

        /** The cause in words for a person. */
        String words() {
            return words;
        }
    }
}
