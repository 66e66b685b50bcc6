package dev.millrace.generator.source;

import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.workload.Workload;
import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One source as it stands in the file. Exactly one of {@code fields}, {@code file} and {@code http} says where
 * its events come from.
 */
public record SourceDefinition(
        @Doc("The topic its events go to.") String topic,

        @Doc("What kind of fact its events are; the source's name where nothing is said.") @Nullable
        String type,

        @Doc("Generated sources: the field whose value is the events' key. Events of one key stay in order.") @Nullable
        String key,

        @Doc("Generated sources: how many events a second.") @Nullable
        Workload rate,

        @Doc("Generated sources: stop after this many events.") @Nullable
        Long count,

        @Doc("Generated sources: the fields of an event's data.") @Nullable
        Map<String, FieldKind> fields,

        @Doc("Read lines from a file.") @Nullable FileInput file,
        @Doc("Take events over HTTP.") @Nullable HttpInput http) {

    public SourceDefinition {
        if (!topic.matches("[a-zA-Z0-9._-]{1,240}") || topic.equals(".") || topic.equals("..")) {
            throw new InvalidSetting(
                    "topic", "'" + topic + "' is no topic name: letters, digits, '.', '_' and '-', up to 240");
        }
        if (type != null && type.isBlank()) {
            throw new InvalidSetting("type", "must not be blank; leave it out to take the source's name");
        }
        if (Stream.of(fields == null, file == null, http == null)
                        .filter(none -> !none)
                        .count()
                != 1) {
            throw new InvalidSetting("", "must have exactly one of 'fields' (generated), 'file' and 'http'");
        }
        if (fields != null) {
            checkGenerated(key, rate, count, fields);
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        } else {
            checkIngested(key, rate, count);
        }
    }

    /** The same source with a relative path taken from a folder. */
    public SourceDefinition in(Path folder) {
        return file == null ? this : new SourceDefinition(topic, type, key, rate, count, fields, file.in(folder), http);
    }

    private static void checkGenerated(
            @Nullable String key, @Nullable Workload rate, @Nullable Long count, Map<String, FieldKind> fields) {
        if (rate == null) {
            throw new InvalidSetting("", "a generated source needs 'rate', such as 100/s");
        }
        if (fields.isEmpty()) {
            throw new InvalidSetting("fields", "needs at least one field");
        }
        if (key != null && !fields.containsKey(key)) {
            throw new InvalidSetting(
                    "key", "'" + key + "' is none of the fields " + String.join(", ", fields.keySet()));
        }
        if (count != null && count < 1) {
            throw new InvalidSetting("count", "must be at least 1, was " + count);
        }
    }

    private static void checkIngested(@Nullable String key, @Nullable Workload rate, @Nullable Long count) {
        if (Stream.of(key, rate, count).anyMatch(Objects::nonNull)) {
            throw new InvalidSetting("", "'key', 'rate' and 'count' are for generated sources, those with 'fields'");
        }
    }

    /** Whether Millrace makes the events itself. */
    public boolean isGenerated() {
        return fields != null;
    }
}
