package dev.millrace.processor.topology;

import dev.millrace.event.frame.FrameHome;
import dev.millrace.processor.plan.Operation.Gather;
import dev.millrace.processor.plan.Plan;
import dev.millrace.processor.plan.Stage;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Builds topologies from plans. */
public final class PipelineTopology {
    private static final StreamPartitioner<byte[], byte[]> BY_FRAME =
            (topic, key, value, partitions) -> Optional.of(Set.of(FrameHome.partitionOf(value)));

    private PipelineTopology() {}

    /** The topology that does what a plan says. A pipeline begins with the earliest events its topics still have. */
    public static Topology of(Plan plan, StageTools tools) {
        var topology = new Topology();
        for (var stage : plan.stages()) {
            add(topology, plan, stage, tools);
        }
        return topology;
    }

    private static void add(Topology topology, Plan plan, Stage stage, StageTools tools) {
        var sinks = Outlets.sinksOf(plan, stage);
        var source = stage.name() + "-read";
        topology.addSource(
                AutoOffsetReset.earliest(),
                source,
                new RecordTime(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                stage.topics().toArray(String[]::new));
        ProcessorSupplier<byte[], byte[], byte[], byte[]> processor =
                () -> new StageProcessor(plan, stage, sinks, tools);
        topology.addProcessor(stage.name(), processor, source);
        stage.windows().forEach(window -> topology.addStateStore(store(window), stage.name()));
        var framed = Outlets.framed(stage);
        sinks.forEach((topic, sink) -> {
            if (framed.contains(topic)) {
                topology.addSink(
                        sink, topic, new ByteArraySerializer(), new ByteArraySerializer(), BY_FRAME, stage.name());
            } else {
                topology.addSink(sink, topic, new ByteArraySerializer(), new ByteArraySerializer(), stage.name());
            }
        });
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(Gather window) {
        // The cache is what makes an entry that changes a thousand times between commits one write.
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(window.name()), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(Map.of());
    }
}
