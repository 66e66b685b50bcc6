package dev.millrace.generator.source;

import dev.millrace.generator.anomaly.AnomalySettings;
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
            TopicNames.of(topic, fields).forEach(SourceChecks::checkTopic);
        }
        if (producer != null) {
            producer = Collections.unmodifiableMap(new LinkedHashMap<>(producer));
            SourceChecks.checkProducer(producer);
        }
        SourceChecks.checkFrames(encoding, headers);
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
            SourceChecks.checkGenerated(key, rate, fields, schema);
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields == null ? Map.of() : fields));
            SourceChecks.checkAround(fields, payload, headers);
            SourceChecks.checkClocks(key, anomalies);
            headers = headers == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        } else if (replay != null) {
            SourceChecks.checkReplayed(rate, payload, headers, anomalies);
        } else {
            SourceChecks.checkIngested(key, partition, rate, count, duration, from, payload, headers, anomalies);
        }
        if (shards != null) {
            SourceChecks.checkShards(shards, key, fields, schema);
        }
        if (rate != null) {
            // Refuses what does not fit together.
            new Pacing(rate, from, duration, count);
        }
    }

    /**
     * Throws {@link InvalidSetting} where its anomalies would hold back more than memory or a restart would do for. Asked
     * where a rate is new to a source, in a file or for a run, and not of runs there have been: these are told of, and gone
     * on with, by whatever rate they had.
     */
    public void checkHeldBack() {
        if (rate != null && anomalies != null) {
            SourceChecks.checkHeldBack(new Pacing(rate, from, duration, count), anomalies);
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
        TopicNames.of(topic, schemaFields).forEach(SourceChecks::checkTopic);
        if (shards != null) {
            SourceChecks.checkKeyOfShards(shards, key, schemaFields);
        }
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

    /** Whether Millrace makes the events itself. */
    public boolean isGenerated() {
        return fields != null;
    }

    /** Whether its events are known beforehand, with the times they are due: it begins and ends with a run. */
    public boolean scheduled() {
        return fields != null || replay != null;
    }
}
