package dev.millrace.generator.channel;

import java.util.HashMap;
import java.util.Map;

/**
 * How Kafka is reached.
 *
 * @param bootstrapServers {@code host:port}, several separated by commas
 * @param properties       further client properties, such as security settings; they may hold secrets
 */
public record KafkaAccess(String bootstrapServers, Map<String, String> properties) {
    public KafkaAccess {
        properties = Map.copyOf(properties);
    }

    /** Client properties with these settings under the given ones. */
    public Map<String, Object> with(Map<String, ?> more) {
        var all = new HashMap<String, Object>(properties);
        all.put("bootstrap.servers", bootstrapServers);
        all.putAll(more);
        return all;
    }

    /** Names the servers alone: the properties may hold secrets. */
    @Override
    public String toString() {
        return bootstrapServers;
    }
}
