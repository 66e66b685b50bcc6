package dev.millrace.processor.plan;

import dev.millrace.processor.plan.Exit.Deliver;
import dev.millrace.processor.plan.Operation.Divert;
import dev.millrace.processor.plan.Operation.Gather;
import dev.millrace.settings.Encoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Operations that run as one processor, from topics to topics.
 *
 * @param name       unique in the pipeline
 * @param topics     what it reads
 * @param internal   whether that is another stage's repartition topic
 * @param operations what it does with each event, in order
 * @param exit       where events end up that came through
 */
public record Stage(String name, List<String> topics, boolean internal, List<Operation> operations, Exit exit) {
    public Stage {
        topics = List.copyOf(topics);
        operations = List.copyOf(operations);
    }

    /** Where events go that leave the pipeline here, and how they are written there, in the order of the steps. */
    public List<Map.Entry<String, Encoding>> outputs() {
        var outputs = new ArrayList<Map.Entry<String, Encoding>>();
        for (var operation : operations) {
            if (operation instanceof Divert divert) {
                divert.ways().forEach(way -> outputs.add(Map.entry(way.topic(), way.encoding())));
            }
        }
        if (exit instanceof Deliver(var topic, var encoding)) {
            outputs.add(Map.entry(topic, encoding));
        }
        return outputs;
    }

    /** The stage's windows; each has a state store of its name. */
    public Stream<Gather> windows() {
        return operations.stream().filter(Gather.class::isInstance).map(Gather.class::cast);
    }
}
