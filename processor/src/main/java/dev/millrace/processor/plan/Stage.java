package dev.millrace.processor.plan;

import dev.millrace.processor.plan.Operation.Gather;
import java.util.List;
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

    /** The stage's windows; each has a state store of its name. */
    public Stream<Gather> windows() {
        return operations.stream().filter(Gather.class::isInstance).map(Gather.class::cast);
    }
}
