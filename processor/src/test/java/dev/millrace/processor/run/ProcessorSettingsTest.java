package dev.millrace.processor.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.processor.pipeline.To;
import dev.millrace.processor.testing.PipelineDriver;
import dev.millrace.settings.DataSize;
import dev.millrace.settings.Default;
import dev.millrace.settings.Doc;
import dev.millrace.settings.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProcessorSettingsTest {
    private static final ProcessorSettings DEFAULTS = ProcessorSettings.of("localhost:9092", Path.of("state"));

    @Test
    void defaultsAreTheDocumentedOnes() {
        var documented = Arrays.stream(ProcessorSettings.class.getRecordComponents())
                .filter(component -> component.isAnnotationPresent(Default.class))
                .collect(Collectors.toMap(
                        component -> component.getName(),
                        component -> component.getAnnotation(Default.class).value()));

        assertThat(documented)
                .containsOnly(
                        Map.entry("threads", Integer.toString(DEFAULTS.threads())),
                        Map.entry("commitInterval", Durations.format(DEFAULTS.commitInterval())),
                        Map.entry("cache", DEFAULTS.cache().toString()),
                        Map.entry("brokerTimeout", Durations.format(DEFAULTS.brokerTimeout())),
                        Map.entry("extra", DEFAULTS.extra().toString()));
        assertThat(ProcessorSettings.class.getRecordComponents())
                .allMatch(component -> component.isAnnotationPresent(Doc.class));
    }

    @Test
    void whatExactlyOnceDependsOnCannotBeSetFromOutside() {
        assertThatThrownBy(() -> with(1, Map.of("processing.guarantee", "at_least_once")))
                .hasMessage("extra.processing.guarantee: is set by the processor and cannot be set here");
        assertThatThrownBy(() -> with(0, Map.of())).hasMessage("threads: must be at least 1, was 0");
    }

    @Test
    void kafkaMustBeGivenTimeToAnswer() {
        assertThatThrownBy(() -> new ProcessorSettings(
                        "localhost:9092",
                        Path.of("state"),
                        1,
                        Duration.ofMillis(100),
                        DataSize.parse("32MiB"),
                        null,
                        Duration.ZERO,
                        Map.of()))
                .hasMessage("brokerTimeout: must be between 1ms and 1h, was 0s");
    }

    @Test
    void streamsRunsWithTheSettingsExactlyOnceNeedsAndTheExtraOnes() {
        var settings = with(3, Map.of("num.standby.replicas", "1", "security.protocol", "SSL"));
        try (var memory = new StateMemory(DataSize.parse("8MiB"))) {
            var streams = StreamsSettings.of(PipelineDriver.plan(new To("out")), settings, memory);

            assertThat(streams)
                    .containsEntry("application.id", "f.p")
                    .containsEntry("processing.guarantee", "exactly_once_v2")
                    .containsEntry("group.protocol", "classic")
                    .containsEntry("topology.optimization", "none")
                    .containsEntry("ensure.explicit.internal.resource.naming", true)
                    .containsEntry("producer.acks", "all")
                    .containsEntry("producer.compression.type", "lz4")
                    .containsEntry("main.consumer.group.instance.id", "one")
                    .containsEntry("num.stream.threads", 3)
                    .containsEntry("num.standby.replicas", "1");
        }
        assertThat(StreamsSettings.clientSettings(settings)).containsOnly(Map.entry("security.protocol", "SSL"));
    }

    @Test
    void aClusterOnAnOldTransactionLevelIsWarnedOf() {
        assertThat(TransactionLevel.warnings(2)).isEmpty();
        assertThat(TransactionLevel.warnings(1))
                .singleElement()
                .satisfies(warning -> assertThat(warning)
                        .contains("transaction.version 1")
                        .contains("kafka-features.sh upgrade --feature transaction.version=2"));
    }

    private static ProcessorSettings with(int threads, Map<String, String> extra) {
        return new ProcessorSettings(
                "localhost:9092",
                Path.of("state"),
                threads,
                Duration.ofMillis(100),
                DataSize.parse("32MiB"),
                "one",
                Duration.ofSeconds(15),
                extra);
    }
}
