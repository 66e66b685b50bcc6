package dev.millrace.app.file;

import dev.millrace.event.DeadLetter;
import dev.millrace.processor.plan.Plan;
import dev.millrace.settings.InvalidSetting;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the topics of a file hang together: who may write where. Pure. */
final class TopicLinks {
    /** Topics whose names begin so are Millrace's own. */
    static final String OWN = "millrace.";

    private TopicLinks() {}

    /** @throws InvalidSetting if somebody's events would be written among Millrace's own records, or dead letters */
    static void checkName(String field, String topic) {
        if (DeadLetter.isTopic(topic)) {
            throw new InvalidSetting(
                    field,
                    "topics that end in '" + DeadLetter.topicFor("")
                            + "' are for dead letters; choose another name than " + topic);
        }
        if (topic.startsWith(OWN)) {
            throw new InvalidSetting(
                    field,
                    "topics that begin with '" + OWN + "' are Millrace's own; choose another name than " + topic);
        }
    }

    /**
     * @throws InvalidSetting if events that leave a pipeline, dead letters included, come back to it by way of others,
     *     for then they go round for ever
     */
    static void checkCircles(String pipeline, Map<String, Plan> plans) {
        var plan = plans.get(pipeline);
        if (plan == null) {
            return;
        }
        Deque<Plan> open = new ArrayDeque<>(readersOf(plan, plans.values()));
        var seen = new HashSet<String>();
        while (!open.isEmpty()) {
            var next = open.pop();
            if (next.pipeline().equals(pipeline)) {
                throw new InvalidSetting(
                        "from",
                        "events that leave this pipeline come back to it"
                                + (seen.isEmpty() ? "" : " by way of pipeline " + String.join(", ", seen))
                                + ": they would go round for ever");
            }
            if (seen.add(next.pipeline())) {
                open.addAll(readersOf(next, plans.values()));
            }
        }
    }

    /** Plans, none before one whose events it reads; otherwise as they come. There are no circles among them. */
    static List<Plan> alongTheStream(Collection<Plan> plans) {
        var open = new ArrayList<>(plans);
        var ordered = new ArrayList<Plan>();
        while (!open.isEmpty()) {
            var next = open.stream()
                    .filter(plan -> open.stream().noneMatch(writer -> feeds(writer, plan)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("pipelines in a circle: " + open));
            ordered.add(next);
            open.remove(next);
        }
        return ordered;
    }

    private static Set<Plan> readersOf(Plan writer, Collection<Plan> plans) {
        return plans.stream().filter(plan -> feeds(writer, plan)).collect(Collectors.toSet());
    }

    /** Whether a plan reads what another one writes. One that reads its own dead letters comes to an end of them. */
    private static boolean feeds(Plan writer, Plan reader) {
        return !writer.equals(reader)
                && Stream.concat(writer.outputTopics().stream(), writer.deadLetterTopics().stream())
                        .anyMatch(reader.inputTopics()::contains);
    }
}
