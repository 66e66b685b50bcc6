package dev.millrace.ledger.follow;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * What Kafka says of topics that it was asked about. Those that are in neither of these do not exist.
 *
 * @param there  the topics that exist, by name
 * @param silent the topics of which it cannot be told at the moment
 */
public record TopicsFound(Map<String, TopicDescription> there, Set<String> silent) {
    public TopicsFound {
        there = Map.copyOf(there);
        silent = Set.copyOf(silent);
    }

    /** Whether Kafka says that there is no such topic, which it was asked about. */
    public boolean lacks(String topic) {
        return !there.containsKey(topic) && !silent.contains(topic);
    }

    /** The partitions that some broker leads: nobody can answer for the others, however long one waits. */
    public Set<TopicPartition> led() {
        var led = new HashSet<TopicPartition>();
        for (var topic : there.values()) {
            for (var partition : topic.partitions()) {
                var leader = partition.leader();
                if (leader != null && !leader.isEmpty()) {
                    led.add(new TopicPartition(topic.name(), partition.partition()));
                }
            }
        }
        return led;
    }
}
