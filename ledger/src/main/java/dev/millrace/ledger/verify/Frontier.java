package dev.millrace.ledger.verify;

import dev.millrace.ledger.account.Position;
import dev.millrace.ledger.account.Statement;
import dev.millrace.ledger.follow.TopicLogs;
import dev.millrace.ledger.follow.TopicsFound;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Where logs end.
 *
 * @param ends   by partition, the position of one who has read all of it
 * @param hidden partitions that nobody can tell the end of at the moment
 */
record Frontier(Map<TopicPartition, Position> ends, Set<TopicPartition> hidden) {
    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    /** Asks Kafka. */
    static Frontier of(TopicLogs logs, TopicsFound topics, IsolationLevel isolation) throws InterruptedException {
        var ends = new TreeMap<TopicPartition, Position>(ORDER);
        logs.ends(topics.led(), isolation).forEach((partition, end) -> {
            var topic = topics.there().get(partition.topic());
            if (topic != null) {
                ends.put(partition, new Position(topic.topicId().toString(), end));
            }
        });
        var hidden = TopicLogs.partitions(topics.there().values());
        hidden.removeAll(ends.keySet());
        return new Frontier(ends, hidden);
    }

    /** The part of it that some topics make up. */
    Frontier of(Collection<String> topics) {
        var part = new TreeMap<TopicPartition, Position>(ORDER);
        ends.forEach((partition, end) -> {
            if (topics.contains(partition.topic())) {
                part.put(partition, end);
            }
        });
        return new Frontier(
                part,
                hidden.stream()
                        .filter(partition -> topics.contains(partition.topic()))
                        .collect(Collectors.toSet()));
    }

    /** Which partitions are not read that far, or not known to be, in words for a person. */
    List<String> unread(Statement statement) {
        var unread = new ArrayList<String>();
        hidden.stream()
                .sorted(ORDER)
                .map(partition -> partition + " has no leader, or its leader does not answer")
                .forEach(unread::add);
        ends.forEach((partition, end) -> {
            var position = statement.positions().get(partition);
            if (!end.isReachedBy(position)) {
                unread.add(partition + " is read up to " + (position == null ? 0 : position.next()) + " of "
                        + end.next() + " (a transaction may still be open there)");
            }
        });
        return unread;
    }

    /**
     * Which partitions end before what was read of them, in words for a person: nobody can have read what is not
     * there, so their logs lost their ends.
     *
     * @param earlier a statement from before Kafka was asked
     */
    List<String> cut(Statement earlier) {
        var cut = new ArrayList<String>();
        ends.forEach((partition, end) -> {
            var position = earlier.positions().get(partition);
            if (position != null && position.topicId().equals(end.topicId()) && position.next() > end.next()) {
                cut.add(partition + " was read up to " + position.next() + " and ends at " + end.next()
                        + " now: its log was cut");
            }
        });
        return cut;
    }
}
