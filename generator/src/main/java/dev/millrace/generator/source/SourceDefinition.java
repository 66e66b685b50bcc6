package dev.millrace.generator.source;

import dev.millrace.generator.anomaly.AnomalySettings;
import dev.millrace.generator.anomaly.ClockSkew;
import dev.millrace.generator.channel.ProducerTuning;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.field.TopicNames;
import dev.millrace.generator.flow.FlowSettings;
import dev.millrace.generator.payload.Payload;
import dev.millrace.generator.workload.Pacing;
import dev.millrace.generator.workload.StartTime;
import dev.millrace.generator.workload.Workload;
import dev.millrace.settings.Doc;
import dev.millrace.settings.Encoding;
import dev.millrace.settings.InvalidSetting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One source as it stands in the file. Exactly one of {@code fields}, {@code replay}, {@code file} and
 * {@code http} says where its events come from.
 */
public record SourceDefinition(
        @Doc("The topic its events go to; of generated sources it may be a template, such as orders-{region}.")
        String topic,

        @Doc("What kind of fact its events are; the source's name where nothing is said.") @Nullable
        String type,

        @Doc("Generated sources: the field whose value is the events' key. Events of one key stay in order.") @Nullable
        String key,

        @Doc("Generated sources: what decides the partition, where it is not the key: a field, or {expression: …}.")
        @Nullable
        PartitionRule partition,

        @Doc("Generated sources: how many events a second.") @Nullable
        Workload rate,

        @Doc("Generated and replayed sources: stop after this many events.") @Nullable
        Long count,

        @Doc("Generated and replayed sources: stop after so much time of their own, counted from the first event.")
        @Nullable
        Duration duration,

        @Doc("Generated and replayed sources: when the first event is due, such as -7d or 2026-01-31T12:00:00Z; what is"
                + " due in the past is sent at full speed. Without it, when the run begins.")
        @Nullable
        StartTime from,

        @Doc("Generated sources: the fields of an event's data; beside 'schema', in the place of some of its own.")
        @Nullable
        Map<String, FieldKind> fields,

        @Doc("Generated sources: take the fields from a schema.") @Nullable
        SchemaInput schema,

        @Doc("Generated sources: fill events up to a size.") @Nullable
        Payload payload,

        @Doc("Generated sources: headers of the record, by name; templates in them may use the event's fields.")
        @Nullable
        Map<String, FieldKind> headers,

        @Doc("Generated sources: what is wrong with some events, on purpose.") @Nullable
        AnomalySettings anomalies,

        @Doc("How events are written: json, avro or frame; as the file's 'encoding' says where nothing is said.")
        @Nullable
        Encoding encoding,

        @Doc("Generated sources: into how many shards the source is split, which instances share; one where nothing is"
                + " said.")
        @Nullable
        Sharding shards,

        @Doc("Settings of the source's producer, by Kafka's names, such as linger.ms: 5.") @Nullable
        Map<String, String> producer,

        @Doc("Flow control of this source, where it is to be other than the file's 'flow' says.") @Nullable
        FlowSettings flow,

        @Doc("Read lines from a file.") @Nullable FileInput file,
        @Doc("Take events over HTTP.") @Nullable HttpInput http,
        @Doc("Send captured events again.") @Nullable ReplayInput replay) {

    public SourceDefinition {
        if (schema == null) {
            // The names in a template may be fields of the schema, which are not known yet.
            TopicNames.of(topic, fields).forEach(SourceDefinition::checkTopic);
        }
        if (producer != null) {
            producer = Collections.unmodifiableMap(new LinkedHashMap<>(producer));
            checkProducer(producer);
        }
        checkFrames(encoding, headers);
        if (type != null && type.isBlank()) {
            throw new InvalidSetting("type", "must not be blank; leave it out to take the source's name");
        }
        if (Stream.of(fields == null && schema == null, file == null, http == null, replay == null)
                        .filter(none -> !none)
                        .count()
                != 1) {
            throw new InvalidSetting(
                    "", "must have exactly one of 'fields' or 'schema' (generated), 'replay', 'file' and 'http'");
        }
        if (fields != null || schema != null) {
            checkGenerated(key, rate, fields, schema);
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields == null ? Map.of() : fields));
            checkAround(fields, payload, headers);
            checkClocks(key, anomalies);
            headers = headers == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        } else if (replay != null) {
            checkReplayed(rate, payload, headers, anomalies);
        } else {
            checkIngested(key, partition, rate, count, duration, from, payload, headers, anomalies);
        }
        if (shards != null) {
            checkShards(shards, key, fields, schema);
        }
        if (rate != null) {
            // Refuses what does not fit together.
            new Pacing(rate, from, duration, count);
        }
    }

    /** The same source with relative paths taken from a folder. */
    public SourceDefinition in(Path folder) {
        return SourceDraft.like(this)
                .schema(schema == null ? null : schema.in(folder))
                .file(file == null ? null : file.in(folder))
                .replay(replay == null ? null : replay.in(folder))
                .build();
    }

    /** The same source with the fields that its schema came to. */
    public SourceDefinition having(Map<String, FieldKind> schemaFields) {
        TopicNames.of(topic, schemaFields).forEach(SourceDefinition::checkTopic);
        return SourceDraft.like(this).fields(schemaFields).build();
    }

    /** The same source at another pace or with another end. */
    public SourceDefinition paced(@Nullable Workload otherRate, @Nullable Long otherCount) {
        return SourceDraft.like(this).rate(otherRate).count(otherCount).build();
    }

    /** The same source with another end in time. */
    public SourceDefinition lasting(@Nullable Duration otherDuration) {
        return SourceDraft.like(this).duration(otherDuration).build();
    }

    /** The same source, written like this where it does not say otherwise. */
    public SourceDefinition encodedBy(Encoding usual) {
        return encoding == null ? SourceDraft.like(this).encoding(usual).build() : this;
    }

    /** The same source without what changes how its events are carried, but not what they are nor where they go. */
    public SourceDefinition asGenerated() {
        return SourceDraft.like(this)
                .encoding(null)
                .producer(null)
                .flow(null)
                .shards(null)
                .build();
    }

    /** Into how many shards it is split. */
    public int shardCount() {
        return shards == null ? 1 : shards.count();
    }

    /** The topics its events may go to, at least one; the first is the one it is known by. */
    public List<String> topics() {
        return TopicNames.of(topic, fields);
    }

    /** When it sends how much; empty for sources without a rate. */
    public Optional<Pacing> pacing() {
        return rate == null ? Optional.empty() : Optional.of(new Pacing(rate, from, duration, count));
    }

    private static void checkTopic(String topic) {
        if (!topic.matches("[a-zA-Z0-9._-]{1,240}") || topic.equals(".") || topic.equals("..")) {
            throw new InvalidSetting(
                    "topic", "'" + topic + "' is no topic name: letters, digits, '.', '_' and '-', up to 240");
        }
    }

    private static void checkProducer(Map<String, String> producer) {
        try {
            ProducerTuning.of(producer);
        } catch (InvalidSetting e) {
            throw e.within("producer");
        }
    }

    private static void checkShards(
            Sharding shards,
            @Nullable String key,
            @Nullable Map<String, FieldKind> fields,
            @Nullable SchemaInput schema) {
        if (fields == null && schema == null) {
            throw new InvalidSetting(
                    "shards", "is for generated sources, those with 'fields': others are read in one sequence");
        }
        if (schema == null && key != null && fields != null) {
            shards.checkKey(key, fields.get(key));
        }
    }

    private static void checkFrames(@Nullable Encoding encoding, @Nullable Map<String, FieldKind> headers) {
        if (encoding != null && encoding.as() == Encoding.As.FRAME && headers != null && !headers.isEmpty()) {
            throw new InvalidSetting(
                    "headers",
                    "are a record's, and in a frame many events share one; put them into 'fields', or choose"
                            + " 'encoding: json' or 'avro'");
        }
    }

    private static void checkGenerated(
            @Nullable String key,
            @Nullable Workload rate,
            @Nullable Map<String, FieldKind> fields,
            @Nullable SchemaInput schema) {
        if (rate == null) {
            throw new InvalidSetting("", "a generated source needs 'rate', such as 100/s");
        }
        if (schema == null && (fields == null || fields.isEmpty())) {
            throw new InvalidSetting("fields", "needs at least one field");
        }
        // A path into an object begins with the object's name; whether it leads on shows when it is compiled, and for
        // fields from a schema all of it does.
        if (schema == null
                && fields != null
                && key != null
                && !fields.containsKey(key)
                && !fields.containsKey(key.split("\\.", 2)[0])) {
            throw new InvalidSetting(
                    "key", "'" + key + "' is none of the fields " + String.join(", ", fields.keySet()));
        }
    }

    private static void checkAround(
            Map<String, FieldKind> fields, @Nullable Payload payload, @Nullable Map<String, FieldKind> headers) {
        if (payload != null && fields.containsKey(payload.field())) {
            throw new InvalidSetting(
                    "payload.field", "'" + payload.field() + "' is one of the fields; give the padding another name");
        }
        if (headers != null) {
            headers.keySet().forEach(name -> {
                if (name.isBlank() || name.equals("content-type") || name.startsWith("dlq.")) {
                    throw new InvalidSetting("headers." + name, "is no name a header can be given");
                }
            });
        }
    }

    private static void checkClocks(@Nullable String key, @Nullable AnomalySettings anomalies) {
        var skew = anomalies == null ? null : anomalies.clockSkew();
        if (skew != null && key == null && skew.of() == ClockSkew.Of.KEY) {
            throw new InvalidSetting(
                    "anomalies.clock-skew.of", "must not be 'key' where the source has no 'key'; write 'source'");
        }
        if (skew != null && key == null && skew.share().fraction() < 1) {
            throw new InvalidSetting(
                    "anomalies.clock-skew.share",
                    "is of keys' clocks, and the source has no 'key': one clock is for all");
        }
    }

    private static void checkIngested(@Nullable Object... settings) {
        if (Stream.of(settings).anyMatch(Objects::nonNull)) {
            throw new InvalidSetting(
                    "",
                    "'key', 'partition', 'rate', 'count', 'duration', 'from', 'payload', 'headers' and 'anomalies' are"
                            + " for generated sources, those with 'fields'");
        }
    }

    private static void checkReplayed(@Nullable Object... settings) {
        if (Stream.of(settings).anyMatch(Objects::nonNull)) {
            throw new InvalidSetting(
                    "",
                    "'rate', 'payload', 'headers' and 'anomalies' are for generated sources, those with 'fields'; a"
                            + " replay has its own pace, and 'speed'");
        }
    }

    /** Whether Millrace makes the events itself. */
    public boolean isGenerated() {
        return fields != null;
    }

    /** Whether its events are known beforehand, with the times they are due: it begins and ends with a run. */
    public boolean scheduled() {
        return fields != null || replay != null;
    }
}
