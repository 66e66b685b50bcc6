package dev.millrace.app.file;

import dev.millrace.generator.anomaly.HeldBack;
import dev.millrace.generator.channel.ProducerTuning;
import dev.millrace.generator.source.SourceDefinition;
import java.util.Map;
import java.util.Optional;

/**
 * What the sources of a file may keep in memory on an instance that has all their shards: records that wait in the buffers
 * of their producers, of which each shard has one, and events that are held back on purpose.
 *
 * @param producers how many producers there are
 * @param buffers   what they may hold together, bytes
 * @param heldBack  what is held back on purpose, bytes, in the mean
 */
record SourceMemory(long producers, long buffers, double heldBack) {
    private static final double MEBI = 1 << 20;

    static SourceMemory of(Map<String, SourceDefinition> sources) {
        long producers = 0;
        long buffers = 0;
        double heldBack = 0;
        for (var source : sources.values()) {
            var tuning = ProducerTuning.of(source.producer() == null ? Map.of() : source.producer());
            producers += source.shardCount();
            buffers += source.shardCount() * tuning.buffer().bytes();
            heldBack += heldBack(source);
        }
        return new SourceMemory(producers, buffers, heldBack);
    }

    private static double heldBack(SourceDefinition source) {
        var anomalies = source.anomalies();
        return anomalies == null
                ? 0
                : source.pacing()
                        .map(pacing -> HeldBack.of(anomalies, pacing.rate().highestPerSecond(), pacing.mostEvents())
                                .bytes())
                        .orElse(0.0);
    }

    /** What to say where that is more than the heap; empty where it is not. */
    Optional<String> warning(long heapBytes) {
        if (buffers + heldBack <= heapBytes) {
            return Optional.empty();
        }
        var late = heldBack < 1 ? "" : ", and %.0f MiB of events may be held back".formatted(heldBack / MEBI);
        return Optional.of(
                ("the sources have %d shards in all, each with a producer: these may hold %.0f MiB of records that"
                                + " wait%s. That is more than the heap of %.0f MiB, if one instance has all shards: choose fewer"
                                + " 'shards', a smaller 'producer: {buffer.memory: …}', or a larger heap with MILLRACE_HEAP")
                        .formatted(producers, buffers / MEBI, late, heapBytes / MEBI));
    }
}
