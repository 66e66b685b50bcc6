package dev.millrace.delivery.audit;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * A mark to reach: where the topics' logs end at one moment, of all partitions, whichever instance has them.
 *
 * <p>The ends of what is written, not of what is committed: Kafka confirms a commit first and writes the markers that
 * make its records readable a moment later, so the last stable offset may lie before records that are committed.
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
        return new CaughtUp(topics.await(topics.ends(partitions), patience), ids);
    }

    /** What the trail holds, once the offsets in the database have reached the mark; empty before. */
    Optional<Totals> reached(Transactions transactions) throws SQLException {
        try (var transaction = transactions.begin()) {
            var offsets = new OffsetTable(transaction.connection());
            var copied = offsets.find(ends.keySet());
            boolean all = ends.entrySet().stream().allMatch(end -> isReached(end.getKey(), end.getValue(), copied));
            var totals = all ? Optional.of(offsets.totals()) : Optional.<Totals>empty();
            transaction.commit();
            return totals;
        }
    }

    private boolean isReached(TopicPartition partition, long end, Map<TopicPartition, Position> copied) {
        var position = copied.get(partition);
        return position == null
                ? end == 0
                : position.topicId().equals(ids.get(partition.topic())) && position.next() >= end;
    }
}
