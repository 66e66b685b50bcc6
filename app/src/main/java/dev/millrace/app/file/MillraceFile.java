package dev.millrace.app.file;

import dev.millrace.flow.limit.LimitSettings;
import dev.millrace.gateway.settings.GatewaySettings;
import dev.millrace.generator.flow.FlowSettings;
import dev.millrace.generator.source.SourceDefinition;
import dev.millrace.processor.pipeline.PipelineDefinition;
import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.Encoding;
import dev.millrace.settings.InvalidSetting;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that may stand in a Millrace file. */
@Doc("A Millrace file: where events come from, what becomes of them, and on which servers.")
public record MillraceFile(
        @Doc("The program's name; part of the names of its consumer groups and stores, so changing it starts anew.")
        String name,

        @Doc("The seed of all chance: the same seed makes the same events.") @Default("0")
        long seed,

        @Doc("The Kafka cluster; without it, one is started along with the program.") @Nullable
        KafkaSection kafka,

        @Doc("The PostgreSQL server for audit and ledger; without it, one is started along with the program.") @Nullable
        PostgresSection postgres,

        @Doc("The Redis server in which limits are kept; without it, one is started along with a program that has"
                + " limits.")
        @Nullable
        RedisSection redis,

        @Doc("The registry of Avro schemas; without it, they are kept on the compacted topic millrace.schemas.")
        @Nullable
        SchemasSection schemas,

        @Doc("How events are written where a source, or a pipeline's output, does not say otherwise.") @Default("json")
        Encoding encoding,

        @Doc("The HTTP door.") @Default("{}") GatewaySettings gateway,

        @Doc("Topics that should be other than the default: 4 partitions, one replica.") @Nullable
        Map<String, TopicSection> topics,

        @Doc("Where events come from, by name.") Map<String, SourceDefinition> sources,

        @Doc("Limits on how fast sources send, shared with all programs that know them by the same name.") @Nullable
        Map<String, LimitSettings> limits,

        @Doc("Flow control of all sources: what stands between them and Kafka.") @Default("{}")
        FlowSettings flow,

        @Doc("What becomes of events, by name.") @Nullable Map<String, PipelineDefinition> pipelines,

        @Doc("Which events are kept in PostgreSQL.") @Nullable
        AuditSection audit) {

    private static final String NAME = "[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?";

    public MillraceFile {
        requireName("name", name);
        if (sources.isEmpty()) {
            throw new InvalidSetting("sources", "needs at least one source");
        }
        sources.keySet().forEach(source -> requireName("sources." + source, source));
        sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
        sources.forEach(MillraceFile::checkHeldBack);
        checkEncodings(sources, encoding, schemas);
        topics = ordered(topics);
        limits = ordered(limits);
        limits.keySet().forEach(limit -> requireName("limits." + limit, limit));
        LimitLinks.check(limits, sources.keySet());
        FlowLinks.check(flow, sources);
        pipelines = ordered(pipelines);
        pipelines.keySet().forEach(pipeline -> requireName("pipelines." + pipeline, pipeline));
    }

    /** The same file with relative paths taken from a folder. */
    MillraceFile in(Path folder) {
        var resolved = new LinkedHashMap<String, SourceDefinition>();
        sources.forEach((source, definition) ->
                resolved.put(source, definition.in(folder).encodedBy(encoding)));
        var written = new LinkedHashMap<String, PipelineDefinition>();
        pipelineDefinitions().forEach((pipeline, definition) -> written.put(pipeline, definition.encodedBy(encoding)));
        return new MillraceFile(
                name, seed, kafka, postgres, redis, schemas, encoding, gateway, topics, resolved, limits, flow, written,
                audit);
    }

    /** The same file with other sources. */
    public MillraceFile with(Map<String, SourceDefinition> others) {
        return new MillraceFile(
                name, seed, kafka, postgres, redis, schemas, encoding, gateway, topics, others, limits, flow, pipelines,
                audit);
    }

    /** Whether it says how to reach the servers that events are read with: Kafka, or the registry of their schemas. */
    public boolean namesServersOfEvents() {
        return kafka != null || schemas != null;
    }

    /** The same file with other limits. */
    public MillraceFile under(Map<String, LimitSettings> others) {
        return new MillraceFile(
                name, seed, kafka, postgres, redis, schemas, encoding, gateway, topics, sources, others, flow,
                pipelines, audit);
    }

    /** The topics' sections, empty where there are none. */
    public Map<String, TopicSection> topicSections() {
        return topics == null ? Map.of() : topics;
    }

    /** The limits by name, empty where there are none. */
    public Map<String, LimitSettings> limitSettings() {
        return limits == null ? Map.of() : limits;
    }

    /** The flow control of sources that have some of their own. */
    public Map<String, FlowSettings> ownFlows() {
        var own = new LinkedHashMap<String, FlowSettings>();
        sources.forEach((source, definition) -> {
            var said = definition.flow() == null ? FlowSettings.NONE : definition.flow();
            // Posts cannot be asked for again, whatever is usual.
            var flow = definition.http() == null ? said : said.exactlyOnce();
            if (!flow.equals(FlowSettings.NONE)) {
                own.put(source, flow);
            }
        });
        return own;
    }

    /** The pipelines, empty where there are none. */
    public Map<String, PipelineDefinition> pipelineDefinitions() {
        return pipelines == null ? Map.of() : pipelines;
    }

    private static void checkHeldBack(String name, SourceDefinition source) {
        try {
            source.checkHeldBack();
        } catch (InvalidSetting e) {
            throw e.within("sources." + name);
        }
    }

    private static void checkEncodings(
            Map<String, SourceDefinition> sources, Encoding usual, @Nullable SchemasSection schemas) {
        var avro = new HashMap<String, String>();
        sources.forEach((name, source) -> {
            SourceDefinition written;
            try {
                written = source.encodedBy(usual);
            } catch (InvalidSetting e) {
                throw e.within("sources." + name);
            }
            var encoding = written.encoding();
            if (schemas == null || encoding == null || encoding.as() != Encoding.As.AVRO) {
                return;
            }
            for (var topic : written.topics()) {
                var other = avro.putIfAbsent(topic, name);
                if (other != null) {
                    throw new InvalidSetting(
                            "sources." + name + ".encoding",
                            "must not be avro on topic " + topic + ", as that of source '" + other
                                    + "' is: a registry keeps the schemas of one kind of event for a topic. Give it"
                                    + " another topic, or choose frame");
                }
            }
        });
    }

    private static <T> Map<String, T> ordered(@Nullable Map<String, T> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    private static void requireName(String field, String name) {
        if (!name.matches(NAME)) {
            throw new InvalidSetting(
                    field,
                    "'" + name + "' is no name: lower-case letters, digits and '-', up to 64, not '-' at the ends");
        }
    }
}
