package dev.millrace.delivery.audit;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** What the placing of partitions came to. */
sealed interface Placement {
    /**
     * The positions to read from.
     *
     * @param positions of the partitions that could be placed
     * @param problems  why the others could not, each in words for a person
     * @param totals    what the trail holds
     */
    record Placed(Map<TopicPartition, Position> positions, Map<TopicPartition, String> problems, Totals totals)
            implements Placement {}

    /** None could be placed for now. */
    record Unavailable(Trouble.Kind kind, String reason, Exception cause) implements Placement {}
}
