package dev.millrace.app.file;

import dev.millrace.app.topics.TopicSpec;
import dev.millrace.generator.source.SourceDefinition;
import dev.millrace.processor.plan.Plan;
import dev.millrace.settings.Durations;
import dev.millrace.settings.Encoding;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file that is good, with the plans of its pipelines.
 *
 * @param path  where it was read from
 * @param file  what it says, relative paths resolved
 * @param plans what its pipelines come to, by name
 */
public record LoadedFile(Path path, MillraceFile file, Map<String, Plan> plans) {
    public LoadedFile {
        plans = Collections.unmodifiableMap(new LinkedHashMap<>(plans));
    }

    /** The topics it needs. */
    public List<TopicSpec> topics() {
        var pipelineTopics = new LinkedHashSet<String>();
        plans.values().forEach(plan -> {
            pipelineTopics.addAll(plan.inputTopics());
            pipelineTopics.addAll(plan.outputTopics());
        });
        return TopicPlan.of(file, pipelineTopics);
    }

    /** The plans in the order in which events come to them: whoever writes to a topic before those who read it. */
    public List<Plan> plansAlongTheStream() {
        return TopicLinks.alongTheStream(plans.values());
    }

    /**
     * What may go wrong with the file although it is good, for a person.
     *
     * @param heapBytes the largest heap the program may have
     */
    public Optional<String> warning(long heapBytes) {
        return SourceMemory.of(file.sources()).warning(heapBytes).map(warning -> path + ": warning: " + warning);
    }

    /** What would be run, for a person. */
    public String describe() {
        var text = new StringBuilder(file.name()).append('\n');
        text.append("servers\n");
        var kafka = file.kafka();
        var postgres = file.postgres();
        text.append("  kafka       ")
                .append(kafka == null ? "embedded" : kafka.bootstrapServers())
                .append('\n');
        text.append("  postgresql  ")
                .append(postgres == null ? "embedded" : postgres.shownUrl())
                .append('\n');
        if (!file.limitSettings().isEmpty()) {
            var redis = file.redis();
            text.append("  redis       ")
                    .append(redis == null ? "embedded" : redis.hostAndPort())
                    .append('\n');
        }
        text.append("sources\n");
        file.sources().forEach((name, source) -> {
            text.append("  %-14s -> %-20s %s%s%n".formatted(name, source.topic(), kind(source), as(source)));
            text.append(SchemaSources.described(source));
        });
        if (!file.limitSettings().isEmpty()) {
            text.append("limits\n");
            file.limitSettings()
                    .forEach((name, limit) -> text.append("  %-14s %s in any %s, burst %s, for %s%n"
                            .formatted(
                                    name,
                                    limit.rate(),
                                    Durations.format(limit.window()),
                                    limit.burst(),
                                    String.join(", ", limit.sources()))));
        }
        text.append("topics\n");
        topics().forEach(topic -> text.append("  %-28s %d partition%s%n"
                .formatted(topic.name(), topic.partitions(), topic.partitions() == 1 ? "" : "s")));
        plans.forEach((name, plan) -> text.append("pipeline ")
                .append(name)
                .append('\n')
                .append(plan.describe().indent(2)));
        var audit = file.audit();
        if (audit != null) {
            text.append("audit\n  ").append(String.join(", ", audit.topics())).append('\n');
        }
        return text.toString().stripTrailing();
    }

    private static String as(SourceDefinition source) {
        var encoding = source.encoding();
        return encoding == null || encoding.equals(Encoding.JSON) ? "" : ", as " + encoding;
    }

    private static String kind(SourceDefinition source) {
        var input = source.file();
        if (input != null) {
            return "lines of " + input.path() + (input.follow() ? ", followed" : "");
        }
        if (source.http() != null) {
            return "posts over HTTP";
        }
        var replay = source.replay();
        if (replay != null) {
            return "replay of " + replay.file() + (replay.speed() == 1 ? "" : ", ×" + replay.speed());
        }
        return source.pacing().map(pacing -> "generated, " + pacing.describe()).orElse("");
    }
}
