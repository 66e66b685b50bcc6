package dev.millrace.app.file;

import dev.millrace.app.topics.TopicSpec;
import dev.millrace.event.DeadLetter;
import dev.millrace.event.avro.registry.SchemaRecord;
import dev.millrace.event.progress.Deviation;
import dev.millrace.event.progress.Progress;
import dev.millrace.generator.run.Run;
import dev.millrace.generator.share.ShardSlots;
import dev.millrace.settings.InvalidSetting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which topics a file needs: a pure function of the file and its pipelines' topics. */
public final class TopicPlan {
    /** Partitions of a topic the file says nothing about. */
    public static final int PARTITIONS = 4;

    /** Slots that the shards of sources are handed out in: no more instances than these share the work of sources. */
    private static final int SLOTS = 64;

    /** The largest record on a topic of events, and on a dead-letter topic, whose records carry headers as well. */
    private static final String EVENT_BYTES = Integer.toString(1 << 20);

    private static final String DEAD_LETTER_BYTES = Integer.toString(10 << 20);

    private static final String CLEANUP = "cleanup.policy";

    private TopicPlan() {}

    /**
     * Refuses a topic that forgets events of which a later one has the same key: they could not be told from lost ones.
     *
     * @param topic a source's topic
     * @throws InvalidSetting if the file wants it compacted
     */
    static void checkKeepsAll(String topic, @Nullable TopicSection section) {
        var policy = section == null || section.config() == null
                ? null
                : section.config().get(CLEANUP);
        if (policy != null && policy.contains("compact")) {
            throw new InvalidSetting(
                    "topics." + topic + ".config." + CLEANUP,
                    "must not be '" + policy + "', for a source writes to " + topic
                            + ": events that compaction removes cannot be told from lost ones. Let a pipeline copy"
                            + " them to a topic that is compacted");
        }
    }

    /**
     * Refuses a compacted topic for frames: a frame holds events of many keys, and has none itself.
     *
     * @param topic a topic that a pipeline writes frames to
     * @throws InvalidSetting if the file wants it compacted
     */
    static void checkHoldsFrames(String topic, @Nullable TopicSection section) {
        var policy = section == null || section.config() == null
                ? null
                : section.config().get(CLEANUP);
        if (policy != null && policy.contains("compact")) {
            throw new InvalidSetting(
                    "topics." + topic + ".config." + CLEANUP,
                    "must not be '" + policy + "', for frames are written to " + topic
                            + ", and a frame holds events of many keys; write json or avro there");
        }
    }

    /**
     * The topics, in the order they are made.
     *
     * @param pipelineTopics topics the pipelines read and write
     */
    public static List<TopicSpec> of(MillraceFile file, Set<String> pipelineTopics) {
        var names = new LinkedHashSet<String>();
        file.sources().values().forEach(source -> names.addAll(source.topics()));
        names.addAll(pipelineTopics);
        if (file.audit() != null) {
            names.addAll(file.audit().topics());
        }
        names.addAll(file.topicSections().keySet());
        var ofSources = file.sources().values().stream()
                .flatMap(source -> source.topics().stream())
                .collect(Collectors.toSet());
        var specs = new ArrayList<>(system());
        for (var name : names) {
            for (var spec : withDeadLetters(name, file.topicSections())) {
                specs.add(ofSources.contains(spec.name()) ? keepingAll(spec) : spec);
            }
        }
        return specs;
    }

    /** A topic and its dead-letter topic. */
    public static List<TopicSpec> withDeadLetters(String name, Map<String, TopicSection> sections) {
        if (DeadLetter.isTopic(name)) {
            return sections.containsKey(name) ? List.of(deadLetters(name, sections.get(name))) : List.of();
        }
        var letters = DeadLetter.topicFor(name);
        return List.of(events(name, sections.get(name)), deadLetters(letters, sections.get(letters)));
    }

    /** The topics Millrace keeps its own facts on. */
    public static List<TopicSpec> system() {
        var kept = Map.of("cleanup.policy", "delete", "retention.ms", "-1");
        var compacted = Map.of("cleanup.policy", "compact", "segment.ms", "600000");
        return List.of(
                // When Kafka took a record is what tells whether a change of rate came in time.
                new TopicSpec(Run.TOPIC, 1, null, compacted, true, Map.of("message.timestamp.type", "LogAppendTime")),
                new TopicSpec(Progress.TOPIC, 4, null, compacted, false),
                new TopicSpec(Deviation.TOPIC, 4, null, kept, false),
                new TopicSpec(ShardSlots.TOPIC, SLOTS, null, Map.of(), false),
                new TopicSpec(SchemaRecord.TOPIC, 1, null, compacted, false));
    }

    private static TopicSpec events(String name, @Nullable TopicSection section) {
        return section == null
                ? new TopicSpec(name, PARTITIONS, null, Map.of("max.message.bytes", EVENT_BYTES), false)
                : asSaid(name, section, Map.of("max.message.bytes", EVENT_BYTES));
    }

    private static TopicSpec deadLetters(String name, @Nullable TopicSection section) {
        var usual = Map.of("max.message.bytes", DEAD_LETTER_BYTES, "retention.ms", "-1");
        return section == null ? new TopicSpec(name, 1, null, usual, false) : asSaid(name, section, usual);
    }

    private static TopicSpec asSaid(String name, TopicSection section, Map<String, String> usual) {
        var config = new HashMap<>(usual);
        if (section.retention() != null) {
            config.put("retention.ms", Long.toString(section.retention().toMillis()));
        }
        if (section.config() != null) {
            config.putAll(section.config());
        }
        return new TopicSpec(name, section.partitions(), section.replication(), config, true);
    }

    /** The topic, made or found without compaction; see {@link #checkKeepsAll}. */
    private static TopicSpec keepingAll(TopicSpec spec) {
        var config = new HashMap<>(spec.config());
        config.putIfAbsent(CLEANUP, "delete");
        return new TopicSpec(spec.name(), spec.partitions(), spec.replication(), config, spec.strict());
    }
}
