package dev.millrace.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.file.FileLoader;
import dev.millrace.app.file.LoadedFile;
import dev.millrace.app.fit.NoLedger;
import dev.millrace.app.metrics.Meters;
import dev.millrace.app.topics.TopicProvisioner;
import dev.millrace.embedded.testing.SharedKafka;
import dev.millrace.event.avro.registry.InMemorySchemaRegistry;
import dev.millrace.event.avro.registry.SchemaRecord;
import dev.millrace.event.progress.Progress;
import dev.millrace.gateway.port.AuditView;
import dev.millrace.gateway.port.StatusReport;
import dev.millrace.generator.channel.KafkaAccess;
import dev.millrace.generator.channel.ProgressReader;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source of two shards, which one instance sends until another comes and takes one of them. */
class MovedShardsIT {
    private static final String NAME = "moved-" + ProcessHandle.current().pid();
    private static final String YAML = """
            name: %1$s
            sources:
              orders: {topic: %1$s.orders, rate: 1000/s, shards: 2, fields: {id: {sequence: "%%d"}}}
            """.formatted(NAME);

    private final KafkaAccess kafka = new KafkaAccess(SharedKafka.bootstrapServers(), Map.of());

    @TempDir
    private Path folder;

    @Test
    void noCounterFallsWhenAShardMovesAndWhatInstancesCountAddsUp() throws Exception {
        var loaded = FileLoader.load(Files.writeString(folder.resolve("moved.yaml"), YAML), Map.of());
        TopicProvisioner.provide(
                kafka,
                loaded.topics().stream()
                        .filter(topic -> !topic.name().equals(SchemaRecord.TOPIC))
                        .toList());
        long total;
        try (var one = instance(loaded, "one")) {
            one.runs().resume();
            var ones = meters(one);
            await().until(() -> generated(ones) > 500);
            try (var two = instance(loaded, "two")) {
                two.runs().resume();
                var twos = meters(two);
                var last = new long[1];
                // For as long as figures may be those of a moment ago.
                await().until(() -> {
                    long now = generated(ones);
                    assertThat(now).isGreaterThanOrEqualTo(last[0]);
                    last[0] = now;
                    return generated(twos) > 2_000;
                });
                one.runs().close();
                two.runs().close();
                total = generated(ones) + generated(twos);
            }
        }
        assertThat(total)
                .isEqualTo(new ProgressReader(kafka)
                        .readAll().values().stream()
                                .filter(progress -> progress.topic().equals(NAME + ".orders"))
                                .mapToLong(Progress::next)
                                .sum());
    }

    private GeneratorPart instance(LoadedFile loaded, String name) {
        var clock = Clock.systemUTC();
        var flow = FlowPart.start(loaded.file(), Optional.empty(), name, clock);
        return GeneratorPart.create(loaded.file(), kafka, name, new InMemorySchemaRegistry(), flow, clock);
    }

    private static MeterRegistry meters(GeneratorPart part) {
        return Meters.of(
                Optional.of(part.runs()),
                Optional.empty(),
                new NoLedger(),
                () -> new StatusReport(
                        "1",
                        Duration.ZERO,
                        List.of(),
                        List.of(),
                        List.of(),
                        new AuditView(0, 0),
                        List.of(),
                        List.of(),
                        List.of()),
                Set.of("orders"));
    }

    private static long generated(MeterRegistry meters) {
        return (long) meters.get("millrace.events")
                .tags("source", "orders", "outcome", "generated")
                .functionCounter()
                .count();
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(90));
    }
}
