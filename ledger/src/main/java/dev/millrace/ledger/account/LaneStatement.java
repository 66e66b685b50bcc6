package dev.millrace.ledger.account;

import dev.millrace.event.interval.IntervalSet;
import java.util.List;

/**
 * What was seen of one source on one topic.
 *
 * @param topic    the topic
 * @param settled  indices seen there, or announced as left out; must not be changed
 * @param highest  by partition, the highest index seen; -1 where there was none
 * @param replaced whether the topic's log was replaced since, so that what was seen may not be there any more
 */
public record LaneStatement(String topic, IntervalSet settled, List<Long> highest, boolean replaced) {
    public LaneStatement {
        highest = List.copyOf(highest);
    }
}
