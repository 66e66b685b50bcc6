package dev.millrace.generator.source;

import dev.millrace.event.progress.Shard;
import dev.millrace.event.record.RecordEncoding;
import dev.millrace.generator.anomaly.AnomalySettings;
import dev.millrace.generator.anomaly.ClockSkew;
import dev.millrace.generator.anomaly.HeldBack;
import dev.millrace.generator.channel.ProducerTuning;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.payload.Payload;
import dev.millrace.generator.workload.Pacing;
import dev.millrace.generator.workload.Workload;
import dev.millrace.settings.Encoding;
import dev.millrace.settings.InvalidSetting;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What of a source's settings does not go together; each check throws what is wrong at the setting that is. */
final class SourceChecks {
    private SourceChecks() {}

    static void checkTopic(String topic) {
        if (!topic.matches("[a-zA-Z0-9._-]{1,240}") || topic.equals(".") || topic.equals("..")) {
            throw new InvalidSetting(
                    "topic", "'" + topic + "' is no topic name: letters, digits, '.', '_' and '-', up to 240");
        }
    }

    static void checkProducer(Map<String, String> producer) {
        try {
            ProducerTuning.of(producer);
        } catch (InvalidSetting e) {
            throw e.within("producer");
        }
    }

    static void checkShards(
            Sharding shards,
            @Nullable String key,
            @Nullable Map<String, FieldKind> fields,
            @Nullable SchemaInput schema) {
        if (fields == null && schema == null) {
            throw new InvalidSetting(
                    "shards", "is for generated sources, those with 'fields': others are read in one sequence");
        }
        if (schema == null && fields != null) {
            checkKeyOfShards(shards, key, fields);
        }
    }

    /** @param fields all there are: those that a schema came to as well */
    static void checkKeyOfShards(Sharding shards, @Nullable String key, Map<String, FieldKind> fields) {
        // A key that is none of the fields is refused as such.
        if (key != null && has(fields, key)) {
            shards.checkKey(key, fields.get(key));
        }
    }

    /** Whether a path may lead to one of the fields: whether it leads on within one shows when that is compiled. */
    private static boolean has(Map<String, FieldKind> fields, String path) {
        return fields.containsKey(path) || fields.containsKey(path.split("\\.", 2)[0]);
    }

    static void checkFrames(@Nullable Encoding encoding, @Nullable Map<String, FieldKind> headers) {
        if (encoding != null && encoding.as() == Encoding.As.FRAME && headers != null && !headers.isEmpty()) {
            throw new InvalidSetting(
                    "headers",
                    "are a record's, and in a frame many events share one; put them into 'fields', or choose"
                            + " 'encoding: json' or 'avro'");
        }
    }

    static void checkGenerated(
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
        if (schema == null && fields != null && key != null && !has(fields, key)) {
            throw new InvalidSetting(
                    "key", "'" + key + "' is none of the fields " + String.join(", ", fields.keySet()));
        }
    }

    static void checkAround(
            Map<String, FieldKind> fields, @Nullable Payload payload, @Nullable Map<String, FieldKind> headers) {
        if (payload != null && fields.containsKey(payload.field())) {
            throw new InvalidSetting(
                    "payload.field", "'" + payload.field() + "' is one of the fields; give the padding another name");
        }
        if (headers != null) {
            headers.keySet().forEach(name -> {
                if (name.isBlank()) {
                    throw new InvalidSetting("headers." + name, "is no name a header can be given");
                }
                if (isTaken(name)) {
                    throw new InvalidSetting(
                            "headers." + name,
                            "is no name a header can be given, for Millrace reads from it what the record is; give it"
                                    + " another");
                }
            });
        }
    }

    /** Whether Millrace says something of a record in a header of that name, which the ledger goes by. */
    private static boolean isTaken(String header) {
        return header.equals(RecordEncoding.HEADER)
                || header.equals(Shard.HEADER)
                || header.startsWith("dlq.")
                || header.startsWith("millrace.");
    }

    static void checkClocks(@Nullable String key, @Nullable AnomalySettings anomalies) {
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

    static void checkHeldBack(Pacing pacing, AnomalySettings anomalies) {
        try {
            HeldBack.of(anomalies, pacing.rate().highestPerSecond(), pacing.mostEvents())
                    .check();
        } catch (InvalidSetting e) {
            throw e.within("anomalies");
        }
    }

    static void checkIngested(@Nullable Object... settings) {
        if (Stream.of(settings).anyMatch(Objects::nonNull)) {
            throw new InvalidSetting(
                    "",
                    "'key', 'partition', 'rate', 'count', 'duration', 'from', 'payload', 'headers' and 'anomalies' are"
                            + " for generated sources, those with 'fields'");
        }
    }

    static void checkReplayed(@Nullable Object... settings) {
        if (Stream.of(settings).anyMatch(Objects::nonNull)) {
            throw new InvalidSetting(
                    "",
                    "'rate', 'payload', 'headers' and 'anomalies' are for generated sources, those with 'fields'; a"
                            + " replay has its own pace, and 'speed'");
        }
    }
}
