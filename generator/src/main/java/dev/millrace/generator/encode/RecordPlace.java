package dev.millrace.generator.encode;

import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.SourceChannel;
import dev.millrace.generator.render.SourceRenderer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the partition of a record that holds one event, where the file says it. For one channel. */
final class RecordPlace {
    private final SourceRenderer renderer;
    private final Map<String, Integer> partitions = new HashMap<>();

    RecordPlace(SourceRenderer renderer, SourceChannel channel) throws ChannelLost {
        this.renderer = renderer;
        if (renderer.routed()) {
            for (var topic : channel.key().topics()) {
                partitions.put(topic, channel.partitions(topic));
            }
        }
    }

    /** The partition of the event the renderer is at; null where it is Kafka's partitioner that finds it. */
    @Nullable
    Integer partition(String topic) {
        var count = partitions.get(topic);
        return count == null ? null : (Integer) renderer.partition(count);
    }
}
