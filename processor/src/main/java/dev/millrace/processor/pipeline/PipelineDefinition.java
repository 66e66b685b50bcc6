package dev.millrace.processor.pipeline;

import dev.millrace.settings.Doc;
import dev.millrace.settings.Encoding;
import dev.millrace.settings.InvalidSetting;
import java.util.HashSet;
import java.util.List;

/**
 * A pipeline as the file defines it: where its events come from, and what is done with each.
 *
 * @param from  topics, at least one, none twice
 * @param steps what is done with each event, in order; ends with {@link To} or {@link Route}
 */
@Doc("Reads events from topics, works on them step by step, and writes what comes out to topics.")
public record PipelineDefinition(
        @Doc("Topics the events come from; events of one key stay in order.")
        List<String> from,

        @Doc("What is done with each event, in this order.") List<Step> steps) {

    public PipelineDefinition {
        from = List.copyOf(from);
        steps = List.copyOf(steps);
        checkSources(from);
        checkOrder(steps);
        checkNames(steps);
        checkLoops(from, steps);
    }

    /** The same pipeline, writing like this where a step does not say otherwise. */
    public PipelineDefinition encodedBy(Encoding usual) {
        return new PipelineDefinition(
                from,
                steps.stream()
                        .map(step -> switch (step) {
                            case To(var topic, var encoding) -> new To(topic, encoding == null ? usual : encoding);
                            case Route(var branches) ->
                                new Route(branches.stream()
                                        .map(branch -> branch.encoding() == null
                                                ? new Branch(branch.when(), branch.to(), branch.keep(), usual)
                                                : branch)
                                        .toList());
                            case Filter _, Window _ -> step;
                        })
                        .toList());
    }

    private static void checkSources(List<String> from) {
        if (from.isEmpty()) {
            throw new InvalidSetting("from", "names no topic to read from");
        }
        var seen = new HashSet<String>();
        for (int i = 0; i < from.size(); i++) {
            var field = "from[" + i + "]";
            TopicNames.check(field, from.get(i));
            if (!seen.add(from.get(i))) {
                throw new InvalidSetting(field, "'" + from.get(i) + "' is there twice");
            }
        }
    }

    private static void checkOrder(List<Step> steps) {
        if (steps.isEmpty()) {
            throw new InvalidSetting("steps", "must end with a step that writes, such as 'to: some.topic'");
        }
        for (int i = 0; i < steps.size() - 1; i++) {
            if (steps.get(i) instanceof To) {
                throw new InvalidSetting(
                        "steps[" + i + "].to",
                        "must be the last step; to write on the way, use 'route' with 'keep: true'");
            }
        }
        switch (steps.getLast()) {
            case To _, Route _ -> {}
            case Filter _, Window _ ->
                throw new InvalidSetting(
                        "steps",
                        "what comes out of the last step, steps[" + (steps.size() - 1)
                                + "], goes nowhere: end with 'to: some.topic'");
        }
    }

    private static void checkNames(List<Step> steps) {
        var names = new HashSet<String>();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof Window window && !names.add(window.name())) {
                throw new InvalidSetting(
                        "steps[" + i + "].name",
                        "another window is called '" + window.name() + "' already; state is kept under this name,"
                                + " so give each its own");
            }
        }
    }

    private static void checkLoops(List<String> from, List<Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            switch (steps.get(i)) {
                case To(var topic, var _) -> checkLoop("steps[" + i + "].to", from, topic);
                case Route(var branches) -> {
                    for (int b = 0; b < branches.size(); b++) {
                        checkLoop(
                                "steps[" + i + "].route[" + b + "].to",
                                from,
                                branches.get(b).to());
                    }
                }
                case Filter _, Window _ -> {}
            }
        }
    }

    private static void checkLoop(String field, List<String> from, String topic) {
        if (from.contains(topic)) {
            throw new InvalidSetting(field, "'" + topic + "' is where the pipeline reads from: it would feed itself");
        }
    }
}
