package dev.millrace.processor.plan;

import dev.millrace.processor.plan.Exit.Deliver;
import dev.millrace.processor.plan.Exit.Discard;
import dev.millrace.processor.plan.Exit.Regroup;
import dev.millrace.processor.plan.Operation.Divert;
import dev.millrace.processor.plan.Operation.Gather;
import dev.millrace.processor.plan.Operation.Keep;
import dev.millrace.processor.plan.Operation.Way;
import dev.millrace.settings.Durations;
import dev.millrace.settings.Encoding;
import java.util.Collection;

/** Writes a plan down for a person. */
final class PlanText {
    private final StringBuilder text = new StringBuilder();

    private PlanText() {}

    static String of(Plan plan) {
        var writer = new PlanText();
        writer.line(0, "pipeline " + plan.pipeline() + ", exactly once, application id " + plan.applicationId());
        plan.stages().forEach(writer::stage);
        writer.line(1, "topics");
        writer.topics("in           ", plan.inputTopics());
        writer.topics("out          ", plan.outputTopics());
        writer.topics("dead letters ", plan.deadLetterTopics());
        writer.topics("repartition  ", plan.repartitionTopics());
        writer.topics("changelog    ", plan.changelogTopics());
        return writer.text.toString();
    }

    private void stage(Stage stage) {
        line(1, "stage " + stage.name() + ", one processor");
        line(2, "read " + String.join(", ", stage.topics()) + (stage.internal() ? " (internal)" : ""));
        stage.operations().forEach(this::operation);
        switch (stage.exit()) {
            case Deliver(var topic, var encoding) -> line(2, "write to " + topic + as(encoding));
            case Regroup(var _, var by, var topic) -> line(2, "partition anew by " + by + ", through " + topic);
            case Discard _ -> line(2, "drop what no branch wanted");
        }
    }

    private void operation(Operation operation) {
        switch (operation) {
            case Keep(var _, var condition) -> line(2, "keep where " + condition);
            case Divert(var _, var ways) -> ways.forEach(this::way);
            case Gather gather -> {
                line(
                        2,
                        "window " + gather.name() + ": tumbling " + Durations.format(gather.size()) + ", grace "
                                + Durations.format(gather.grace()) + ", by key, final results only; state in store "
                                + gather.name());
                gather.aggregations().forEach(aggregation -> line(3, aggregation.text()));
            }
        }
    }

    private void way(Way way) {
        line(
                2,
                "route to " + way.topic() + as(way.encoding()) + " where " + way.when()
                        + (way.goesOn() ? ", and go on with it" : ""));
    }

    private static String as(Encoding encoding) {
        return encoding.equals(Encoding.JSON) ? "" : " as " + encoding;
    }

    private void topics(String label, Collection<String> topics) {
        if (!topics.isEmpty()) {
            line(2, label + " " + String.join(", ", topics));
        }
    }

    private void line(int depth, String content) {
        text.repeat("  ", depth).append(content).append('\n');
    }
}
