package dev.millrace.generator.source;

import dev.millrace.generator.anomaly.AnomalySettings;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.flow.FlowSettings;
import dev.millrace.generator.payload.Payload;
import dev.millrace.generator.workload.StartTime;
import dev.millrace.generator.workload.Workload;
import dev.millrace.settings.Encoding;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A source that is being put together, setting by setting; the settings are those of {@link SourceDefinition}, and what
 * is not set is left out. Not thread-safe.
 */
public final class SourceDraft {
    private String topic;
    private @Nullable String type;
    private @Nullable String key;
    private @Nullable PartitionRule partition;
    private @Nullable Workload rate;
    private @Nullable Long count;
    private @Nullable Duration duration;
    private @Nullable StartTime from;
    private @Nullable Map<String, FieldKind> fields;
    private @Nullable SchemaInput schema;
    private @Nullable Payload payload;
    private @Nullable Map<String, FieldKind> headers;
    private @Nullable AnomalySettings anomalies;
    private @Nullable Encoding encoding;
    private @Nullable Sharding shards;
    private @Nullable Map<String, String> producer;
    private @Nullable FlowSettings flow;
    private @Nullable FileInput file;
    private @Nullable HttpInput http;
    private @Nullable ReplayInput replay;

    private SourceDraft(String topic) {
        this.topic = topic;
    }

    /** A source of which no more is said than where its events go. */
    public static SourceDraft to(String topic) {
        return new SourceDraft(topic);
    }

    /** A source that is like another in all that is not set anew. */
    public static SourceDraft like(SourceDefinition source) {
        var draft = new SourceDraft(source.topic());
        draft.type = source.type();
        draft.key = source.key();
        draft.partition = source.partition();
        draft.rate = source.rate();
        draft.count = source.count();
        draft.duration = source.duration();
        draft.from = source.from();
        draft.fields = source.fields();
        draft.schema = source.schema();
        draft.payload = source.payload();
        draft.headers = source.headers();
        draft.anomalies = source.anomalies();
        draft.encoding = source.encoding();
        draft.shards = source.shards();
        draft.producer = source.producer();
        draft.flow = source.flow();
        draft.file = source.file();
        draft.http = source.http();
        draft.replay = source.replay();
        return draft;
    }

    public SourceDraft type(@Nullable String type) {
        this.type = type;
        return this;
    }

    public SourceDraft key(@Nullable String key) {
        this.key = key;
        return this;
    }

    public SourceDraft partition(@Nullable PartitionRule partition) {
        this.partition = partition;
        return this;
    }

    public SourceDraft rate(@Nullable Workload rate) {
        this.rate = rate;
        return this;
    }

    public SourceDraft count(@Nullable Long count) {
        this.count = count;
        return this;
    }

    public SourceDraft duration(@Nullable Duration duration) {
        this.duration = duration;
        return this;
    }

    public SourceDraft from(@Nullable StartTime from) {
        this.from = from;
        return this;
    }

    public SourceDraft fields(@Nullable Map<String, FieldKind> fields) {
        this.fields = fields;
        return this;
    }

    public SourceDraft schema(@Nullable SchemaInput schema) {
        this.schema = schema;
        return this;
    }

    public SourceDraft payload(@Nullable Payload payload) {
        this.payload = payload;
        return this;
    }

    public SourceDraft headers(@Nullable Map<String, FieldKind> headers) {
        this.headers = headers;
        return this;
    }

    public SourceDraft anomalies(@Nullable AnomalySettings anomalies) {
        this.anomalies = anomalies;
        return this;
    }

    public SourceDraft encoding(@Nullable Encoding encoding) {
        this.encoding = encoding;
        return this;
    }

    public SourceDraft shards(@Nullable Sharding shards) {
        this.shards = shards;
        return this;
    }

    public SourceDraft producer(@Nullable Map<String, String> producer) {
        this.producer = producer;
        return this;
    }

    public SourceDraft flow(@Nullable FlowSettings flow) {
        this.flow = flow;
        return this;
    }

    public SourceDraft file(@Nullable FileInput file) {
        this.file = file;
        return this;
    }

    public SourceDraft http(@Nullable HttpInput http) {
        this.http = http;
        return this;
    }

    public SourceDraft replay(@Nullable ReplayInput replay) {
        this.replay = replay;
        return this;
    }

    /**
     * The source.
     *
     * @throws dev.millrace.settings.InvalidSetting if the settings do not go together
     */
    public SourceDefinition build() {
        return new SourceDefinition(
                topic, type, key, partition, rate, count, duration, from, fields, schema, payload, headers, anomalies,
                encoding, shards, producer, flow, file, http, replay);
    }
}
