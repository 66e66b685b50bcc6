package dev.millrace.processor.topology;

import dev.millrace.processor.plan.Exit.Deliver;
import dev.millrace.processor.plan.Exit.Discard;
import dev.millrace.processor.plan.Exit.Regroup;
import dev.millrace.processor.plan.Operation.Divert;
import dev.millrace.processor.plan.Operation.Gather;
import dev.millrace.processor.plan.Operation.Keep;
import dev.millrace.processor.plan.Operation.Way;
import dev.millrace.processor.plan.Plan;
import dev.millrace.processor.plan.Stage;
import dev.millrace.settings.Encoding;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** The topics a stage writes to, each a sink of its own. Belongs to one task. */
final class Outlets {
    private final ProcessorContext<byte[], byte[]> context;
    private final SizeLimits limits;
    private final Map<String, String> sinks;
    private final Map<String, Outlet> outlets = new LinkedHashMap<>();

    Outlets(
            ProcessorContext<byte[], byte[]> context,
            StageTools tools,
            Stage stage,
            RecordCodec codec,
            Map<String, String> sinks) {
        this.context = context;
        this.limits = tools.limits();
        this.sinks = sinks;
        stage.outputs()
                .forEach(output -> outlets.put(
                        output.getKey(),
                        switch (output.getValue().as()) {
                            case JSON -> new SingleOutlet(this, output.getKey(), codec::json);
                            case AVRO ->
                                new SingleOutlet(this, output.getKey(), event -> codec.avro(event, output.getKey()));
                            case FRAME ->
                                new FrameOutlet(
                                        this,
                                        output.getKey(),
                                        output.getValue(),
                                        tools.partitions().applyAsInt(output.getKey()),
                                        context.taskId().partition(),
                                        codec);
                        }));
    }

    /** The topics of a stage whose records are frames, and say themselves which partition they are for. */
    static Set<String> framed(Stage stage) {
        return stage.outputs().stream()
                .filter(output -> output.getValue().as() == Encoding.As.FRAME)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /**
     * Sends an event out to one of the pipeline's outputs.
     *
     * @return the record it would have been, if it is too large; null if it was taken
     */
    @Nullable
    Record<byte[], byte[]> send(InFlight event, String topic) {
        var outlet = outlets.get(topic);
        if (outlet == null) {
            throw new IllegalStateException("no outlet for topic " + topic);
        }
        return outlet.offer(event);
    }

    /** Writes what was taken and is not written yet. */
    void flush() {
        outlets.values().forEach(Outlet::flush);
    }

    /** The sinks of a stage: the topic, and the sink's name in the topology. */
    static Map<String, String> sinksOf(Plan plan, Stage stage) {
        // A topic that two stages write to has a sink in each: a shared one would join them to one task.
        var sinks = new LinkedHashMap<String, String>();
        for (var operation : stage.operations()) {
            switch (operation) {
                case Divert(var _, var ways) -> ways.stream().map(Way::topic).forEach(t -> add(sinks, stage, t));
                case Keep _, Gather _ -> {}
            }
        }
        switch (stage.exit()) {
            case Deliver(var topic, var _) -> add(sinks, stage, topic);
            case Regroup(var _, var _, var topic) -> add(sinks, stage, topic);
            case Discard _ -> {}
        }
        plan.deadLetterTopics().forEach(topic -> add(sinks, stage, topic));
        return sinks;
    }

    private static void add(Map<String, String> sinks, Stage stage, String topic) {
        sinks.put(topic, stage.name() + "-to-" + topic);
    }

    /** Whether a topic takes a record; nearly always told without compressing it. */
    boolean fits(Record<byte[], byte[]> record, String topic) {
        long size = RecordSize.of(record) + SizeLimits.MARGIN;
        long limit = limits.maxBytes(topic);
        return size <= limit
                || (size <= limits.maxUncompressedBytes()
                        && RecordSize.compressed(record) + SizeLimits.MARGIN <= limit);
    }

    /** The most bytes a record may take on a topic. */
    int maxBytes(String topic) {
        return limits.maxBytes(topic);
    }

    /** Writes a record that fits. */
    void write(Record<byte[], byte[]> record, String topic) {
        var sink = sinks.get(topic);
        if (sink == null) {
            throw new IllegalStateException("no sink for topic " + topic);
        }
        context.forward(record, sink);
    }
}
