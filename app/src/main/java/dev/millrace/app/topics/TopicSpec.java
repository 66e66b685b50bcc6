package dev.millrace.app.topics;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A topic as a file needs it.
 *
 * @param name        its name
 * @param partitions  number of partitions
 * @param replication number of replicas; null for the cluster's default
 * @param config      settings by Kafka's names
 * @param strict      whether a topic that is there must have exactly these partitions
 */
public record TopicSpec(
        String name, int partitions, @Nullable Integer replication, Map<String, String> config, boolean strict) {
    public TopicSpec {
        config = Map.copyOf(config);
    }
}
