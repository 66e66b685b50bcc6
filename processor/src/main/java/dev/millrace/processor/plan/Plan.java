package dev.millrace.processor.plan;

import dev.millrace.event.DeadLetter;
import dev.millrace.processor.plan.Exit.Deliver;
import dev.millrace.processor.plan.Exit.Discard;
import dev.millrace.processor.plan.Exit.Regroup;
import dev.millrace.processor.plan.Operation.Divert;
import dev.millrace.processor.plan.Operation.Gather;
import dev.millrace.processor.plan.Operation.Way;
import dev.millrace.settings.Encoding;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What will run for a pipeline. A value: nothing is started or looked up to make it.
 *
 * @param applicationId name of the pipeline's consumer group, state folder and internal topics:
 *                      {@code <file>.<pipeline>}
 * @param pipeline      the pipeline's name; the source of the events it makes
 * @param stages        in the order of the way events take, at least one
 */
public record Plan(String applicationId, String pipeline, List<Stage> stages) {
    public Plan {
        stages = List.copyOf(stages);
    }

    /** The topics the pipeline reads events from. */
    public List<String> inputTopics() {
        return stages.getFirst().topics();
    }

    /** The topics it writes results and routed events to. */
    public Set<String> outputTopics() {
        return ordered(Stream.concat(
                stages.stream()
                        .flatMap(stage -> stage.operations().stream())
                        .flatMap(operation -> operation instanceof Divert(var _, var ways)
                                ? ways.stream().map(Way::topic)
                                : Stream.empty()),
                stages.stream()
                        .flatMap(stage -> stage.exit() instanceof Deliver(var topic, var _)
                                ? Stream.of(topic)
                                : Stream.empty())));
    }

    /** The topics between its stages, which are made when the pipeline starts. */
    public Set<String> repartitionTopics() {
        return ordered(stages.stream()
                .flatMap(stage ->
                        stage.exit() instanceof Regroup(var _, var _, var topic) ? Stream.of(topic) : Stream.empty()));
    }

    /** The topics it writes frames to. */
    public Set<String> framedTopics() {
        return ordered(stages.stream()
                .flatMap(stage -> stage.outputs().stream())
                .filter(output -> output.getValue().as() == Encoding.As.FRAME)
                .map(Map.Entry::getKey));
    }

    /** Where events go that cannot be read or processed: a topic for each input topic, and one for results. */
    public Set<String> deadLetterTopics() {
        return ordered(
                Stream.concat(inputTopics().stream(), homeOfResults().stream()).map(DeadLetter::topicFor));
    }

    /**
     * The topic that results of windows count as belonging to, should they be dead-lettered: where the pipeline
     * delivers, or the last topic of its last route. Empty if the pipeline makes no events of its own.
     */
    public List<String> homeOfResults() {
        if (stores().isEmpty()) {
            return List.of();
        }
        return switch (stages.getLast().exit()) {
            case Deliver(var topic, var _) -> List.of(topic);
            case Regroup _, Discard _ -> List.of(List.copyOf(outputTopics()).getLast());
        };
    }

    /** Names of the state stores. */
    public Set<String> stores() {
        return ordered(stages.stream().flatMap(Stage::windows).map(Gather::name));
    }

    /** The topics that state is logged to, which Kafka Streams makes. */
    public Set<String> changelogTopics() {
        return ordered(stores().stream().map(store -> applicationId + "-" + store + "-changelog"));
    }

    /** Whether the input topics must have as many partitions as each other, for their events meet by key. */
    public boolean needsCopartitioning() {
        return inputTopics().size() > 1 && stages.getFirst().windows().findAny().isPresent();
    }

    /** The plan in words, for a person; several lines. */
    public String describe() {
        return PlanText.of(this);
    }

    private static Set<String> ordered(Stream<String> topics) {
        return topics.collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
