package dev.millrace.app.topics;

import java.util.HashMap;
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
 * @param mended      further settings by Kafka's names, which a topic that is there is given where it has others
 */
public record TopicSpec(
        String name,
        int partitions,
        @Nullable Integer replication,
        Map<String, String> config,
        boolean strict,
        Map<String, String> mended) {
    public TopicSpec {
        config = Map.copyOf(config);
        mended = Map.copyOf(mended);
    }

    /** A topic that is left as it is where it is there. */
    public TopicSpec(
            String name, int partitions, @Nullable Integer replication, Map<String, String> config, boolean strict) {
        this(name, partitions, replication, config, strict, Map.of());
    }

    /** The settings it is made with. */
    Map<String, String> whole() {
        var whole = new HashMap<>(config);
        whole.putAll(mended);
        return whole;
    }
}
