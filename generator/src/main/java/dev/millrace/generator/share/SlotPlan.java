package dev.millrace.generator.share;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Utils;

/**
 * Which slot the shards of a source are in: the first by the source's name, the others in the slots after it. So the
 * slot of a shard depends on nothing but source, shard and how many slots there are. Pure.
 *
 * @param slots how many there are
 */
public record SlotPlan(int slots) {
    public SlotPlan {
        if (slots < 1) {
            throw new IllegalArgumentException("there must be at least one slot, there were " + slots);
        }
    }

    /** The slot of a shard. */
    public int slot(String source, int shard) {
        int first = Utils.toPositive(Utils.murmur2(source.getBytes(StandardCharsets.UTF_8))) % slots;
        return (first + shard) % slots;
    }

    /**
     * The slots of each source, in the order of their names; a slot with several shards of a source stands there as often.
     *
     * @param shards by source, how many it has
     */
    List<List<Integer>> bySource(Map<String, Integer> shards) {
        var all = new ArrayList<List<Integer>>();
        new TreeMap<>(shards).forEach((source, count) -> {
            var own = new ArrayList<Integer>();
            for (int shard = 0; shard < count; shard++) {
                own.add(slot(source, shard));
            }
            all.add(own);
        });
        return all;
    }
}
