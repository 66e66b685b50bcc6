package dev.millrace.processor.plan;

import dev.millrace.processor.expression.Compilation;
import dev.millrace.processor.expression.Expression;
import dev.millrace.processor.expression.ExpressionCompiler;
import dev.millrace.processor.expression.ResultType;
import dev.millrace.processor.pipeline.Filter;
import dev.millrace.processor.pipeline.PipelineDefinition;
import dev.millrace.processor.pipeline.Route;
import dev.millrace.processor.pipeline.To;
import dev.millrace.processor.pipeline.Window;
import dev.millrace.processor.pipeline.WindowSpec;
import dev.millrace.processor.plan.Exit.Deliver;
import dev.millrace.processor.plan.Exit.Discard;
import dev.millrace.processor.plan.Exit.Regroup;
import dev.millrace.processor.plan.Operation.Divert;
import dev.millrace.processor.plan.Operation.Gather;
import dev.millrace.processor.plan.Operation.Keep;
import dev.millrace.processor.plan.Operation.Way;
import dev.millrace.settings.Encoding;
import dev.millrace.settings.InvalidSetting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes plans from definitions. Pure and thread-safe; costly to make, so make one and keep it. */
public final class Planner {
    // No dot in a pipeline's name, so that file and pipeline can be told apart in "file.pipeline".
    private static final Pattern PIPELINE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,79}");
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");

    private final ExpressionCompiler compiler = new ExpressionCompiler();
    private final AggregationReader aggregations = new AggregationReader(compiler);

    /**
     * Plans a pipeline.
     *
     * @param fileName     the name the file gives itself
     * @param pipelineName the pipeline's name in the file
     * @throws InvalidSetting where something cannot be, with the field's path within the pipeline, such as
     *                        {@code steps[1].filter}; an empty path where a name is at fault
     */
    public Plan plan(String fileName, String pipelineName, PipelineDefinition definition) {
        checkName("the file's name", FILE, fileName);
        checkName("the pipeline's name", PIPELINE, pipelineName);
        var applicationId = fileName + "." + pipelineName;
        return new Plan(applicationId, pipelineName, stages(applicationId, definition));
    }

    private List<Stage> stages(String applicationId, PipelineDefinition definition) {
        var stages = new ArrayList<Stage>();
        var open = new OpenStage("intake", definition.from(), false);
        for (int i = 0; i < definition.steps().size(); i++) {
            var path = "steps[" + i + "]";
            switch (definition.steps().get(i)) {
                case Filter(var condition) -> {
                    var step = path + ".filter";
                    open.add(new Keep(step, compile(step, condition, ResultType.CONDITION)));
                }
                case Route route -> open.add(divert(path + ".route", route));
                case Window window -> {
                    var gather = gather(path, window);
                    var by = window.window().by();
                    if (!by.strip().equals(WindowSpec.KEY)) {
                        var step = path + ".window.by";
                        var topic = applicationId + "-" + window.name() + "-repartition";
                        stages.add(open.end(new Regroup(step, compile(step, by, ResultType.GROUP), topic)));
                        open = new OpenStage("gather-" + window.name(), List.of(topic), true);
                    }
                    open.add(gather);
                }
                case To(var topic, var encoding) -> stages.add(open.end(new Deliver(topic, orJson(encoding))));
            }
        }
        if (definition.steps().getLast() instanceof Route) {
            stages.add(open.end(new Discard("steps[" + (definition.steps().size() - 1) + "].route")));
        }
        checkEncodings(stages);
        return stages;
    }

    private Divert divert(String step, Route route) {
        var ways = new ArrayList<Way>();
        for (int b = 0; b < route.route().size(); b++) {
            var branch = route.route().get(b);
            var path = step + "[" + b + "].when";
            var when = compile(path, branch.when(), ResultType.CONDITION);
            ways.add(new Way(path, when, branch.to(), orJson(branch.encoding()), branch.keep()));
        }
        return new Divert(step, ways);
    }

    private static Encoding orJson(@Nullable Encoding encoding) {
        return encoding == null ? Encoding.JSON : encoding;
    }

    /** A topic has one sink in a stage, and events of a frame one encoding. */
    private static void checkEncodings(List<Stage> stages) {
        var encodings = new HashMap<String, Encoding>();
        for (var stage : stages) {
            for (var output : stage.outputs()) {
                var before = encodings.putIfAbsent(output.getKey(), output.getValue());
                if (before != null && !before.equals(output.getValue())) {
                    throw new InvalidSetting(
                            "steps",
                            "topic " + output.getKey() + " is written to as " + before + " and as " + output.getValue()
                                    + ", or with other frames: choose one encoding for it");
                }
            }
        }
    }

    private Gather gather(String path, Window window) {
        var figures = new ArrayList<Aggregation>();
        window.aggregate()
                .forEach((name, call) -> figures.add(aggregations.read(path + ".aggregate." + name, name, call)));
        var spec = window.window();
        return new Gather(
                path + ".window",
                window.name(),
                spec.by().strip(),
                spec.tumbling(),
                spec.grace(),
                spec.ahead(),
                figures);
    }

    private <T> Expression<T> compile(String field, String text, ResultType<T> type) {
        return switch (compiler.compile(text, type)) {
            case Compilation.Compiled(var expression) -> expression;
            case Compilation.Rejected(var error) -> throw new InvalidSetting(field, error.describe());
        };
    }

    private static void checkName(String what, Pattern legal, String name) {
        if (!legal.matcher(name).matches()) {
            throw new InvalidSetting(
                    "", what + " becomes part of topic names: " + legal.pattern() + " is allowed, was '" + name + "'");
        }
    }

    /** A stage that steps are still being added to. */
    private record OpenStage(String name, List<String> topics, boolean internal, List<Operation> operations) {
        OpenStage(String name, List<String> topics, boolean internal) {
            this(name, topics, internal, new ArrayList<>());
        }

        void add(Operation operation) {
            operations.add(operation);
        }

        Stage end(Exit exit) {
            return new Stage(name, topics, internal, operations, exit);
        }
    }
}
