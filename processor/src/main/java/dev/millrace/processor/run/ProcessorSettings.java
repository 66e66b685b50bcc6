package dev.millrace.processor.run;

import dev.millrace.settings.DataSize;
import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.Durations;
import dev.millrace.settings.InvalidSetting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How pipelines run in this process.
 *
 * @param bootstrapServers where Kafka is
 * @param stateFolder      where state is kept; each pipeline has a folder of its own in it
 * @param threads          threads for each pipeline
 * @param commitInterval   how often work is committed: how late results are at most, and how much is done again
 *                         after a crash
 * @param cache            how much each pipeline may gather in memory between commits before it writes to its store
 * @param instance         a name that stays the same over restarts; with it, a restart takes up its work without
 *                         waiting for the group to notice that it was gone
 * @param brokerTimeout    how long Kafka may take to answer a question before it counts as not there
 * @param extra            further Kafka Streams settings, such as security ones
 */
@Doc("How pipelines run in this process.")
public record ProcessorSettings(
        @Doc("Where Kafka is, such as localhost:9092.") String bootstrapServers,

        @Doc("Folder for state; can be rebuilt from Kafka.") Path stateFolder,

        @Doc("Threads for each pipeline.") @Default("1") int threads,

        @Doc("How often work is committed: how late results may be, and how much is done again after a crash.")
        @Default("100ms")
        Duration commitInterval,

        @Doc("Memory of each pipeline for state that changed since the last commit.") @Default("32MiB")
        DataSize cache,

        @Doc("A name for this process that stays the same over restarts, so that they are quicker.") @Nullable
        String instance,

        @Doc("How long Kafka may take to answer a question before it counts as not there.") @Default("15s")
        Duration brokerTimeout,

        @Doc("Further Kafka Streams settings, as key: value.") @Default("{}")
        Map<String, String> extra) {

    /** What the processor itself depends on, and so cannot be set from outside. */
    private static final Set<String> OURS = Set.of(
            "application.id",
            "bootstrap.servers",
            "state.dir",
            "processing.guarantee",
            "group.protocol",
            "topology.optimization",
            "rocksdb.config.setter",
            "producer.acks",
            "producer.enable.idempotence",
            "producer.transactional.id",
            "consumer.isolation.level",
            "main.consumer.isolation.level");

    private static final Duration LONGEST = Duration.ofHours(1);

    public ProcessorSettings {
        if (bootstrapServers.isBlank()) {
            throw new InvalidSetting("bootstrapServers", "must name a Kafka broker, such as localhost:9092");
        }
        if (threads < 1) {
            throw new InvalidSetting("threads", "must be at least 1, was " + threads);
        }
        if (commitInterval.toMillis() < 1) {
            throw new InvalidSetting("commitInterval", "must be at least 1ms, was " + Durations.format(commitInterval));
        }
        if (brokerTimeout.toMillis() < 1 || brokerTimeout.compareTo(LONGEST) > 0) {
            throw new InvalidSetting(
                    "brokerTimeout", "must be between 1ms and 1h, was " + Durations.format(brokerTimeout));
        }
        extra = Map.copyOf(extra);
        for (var key : extra.keySet()) {
            if (OURS.contains(key)) {
                throw new InvalidSetting("extra." + key, "is set by the processor and cannot be set here");
            }
        }
    }

    /** Settings with the documented defaults. */
    public static ProcessorSettings of(String bootstrapServers, Path stateFolder) {
        return new ProcessorSettings(
                bootstrapServers,
                stateFolder,
                1,
                Duration.ofMillis(100),
                DataSize.parse("32MiB"),
                null,
                Duration.ofSeconds(15),
                Map.of());
    }
}
