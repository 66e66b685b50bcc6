package dev.millrace.delivery.audit;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * A mark to reach: where the topics' committed records end at one moment, of all partitions, whichever instance has them.
 */
final class CaughtUp {
    private final Map<TopicPartition, Long> ends;
    private final Map<String, Uuid> ids;

    private CaughtUp(Map<TopicPartition, Long> ends, Map<String, Uuid> ids) {
        this.ends = ends;
        this.ids = ids;
    }

    /** Takes the mark now, each answer within {@code patience}. Topics that are not there have nothing to be copied. */
    static CaughtUp now(TopicWatch topics, Collection<String> names, Duration patience)
            throws KafkaUnavailable, InterruptedException {
        var found = topics.await(topics.topics(names), patience);
        var partitions = new HashSet<TopicPartition>();
        var ids = new HashMap<String, Uuid>();
        found.forEach((name, topic) -> {
            ids.put(name, topic.topicId());
            topic.partitions().forEach(info -> partitions.add(new TopicPartition(name, info.partition())));
        });
        return new CaughtUp(topics.await(topics.stableEnds(partitions), patience), ids);
    }

    /** Whether the committed offsets in the database have reached the mark. */
    boolean isReached(Transactions transactions) throws SQLException {
        try (var transaction = transactions.begin()) {
            var copied = new OffsetTable(transaction.connection()).find(ends.keySet());
            transaction.commit();
            return ends.entrySet().stream().allMatch(end -> {
                var position = copied.get(end.getKey());
                return position == null
                        ? end.getValue() == 0
                        : position.topicId().equals(ids.get(end.getKey().topic())) && position.next() >= end.getValue();
            });
        }
    }
}
