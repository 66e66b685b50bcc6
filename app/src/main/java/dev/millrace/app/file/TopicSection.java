package dev.millrace.app.file;

import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.InvalidSetting;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A topic as it should be. */
public record TopicSection(
        @Doc("Number of partitions.") @Default("4") int partitions,

        @Doc("Number of replicas; without it the cluster's default.") @Nullable
        Integer replication,

        @Doc("How long events are kept; without it the cluster's default.") @Nullable
        Duration retention,

        @Doc("Further settings of the topic, by Kafka's names.") @Nullable
        Map<String, String> config) {
    public TopicSection {
        if (partitions < 1 || partitions > 10_000) {
            throw new InvalidSetting("partitions", "must be from 1 to 10000, was " + partitions);
        }
        if (replication != null && replication < 1) {
            throw new InvalidSetting("replication", "must be at least 1, was " + replication);
        }
    }
}
