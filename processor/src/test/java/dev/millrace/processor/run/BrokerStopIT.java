package dev.millrace.processor.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.embedded.kafka.EmbeddedKafka;
import dev.millrace.embedded.kafka.KafkaSettings;
import dev.millrace.processor.testing.KillScenario;
import dev.millrace.processor.testing.ProcessorProcess;
import dev.millrace.settings.DataSize;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka stopped under a pipeline amid its work, and started again: it catches up, nothing is lost or twice. */
class BrokerStopIT {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final int EVENTS = 10_000;

    @TempDir
    private Path folder;

    @Test
    @Tag("faults")
    void aPipelineGoesOnThoughItsTransactionsHaveTimedOut() {
        stopAndStart("regroup", 3, Duration.ofSeconds(30));
    }

    @Test
    @Tag("faults")
    void aPipelineOfSeveralPartitionsGoesOnToo() {
        stopAndStart("straight", 3, Duration.ofSeconds(5));
    }

    private void stopAndStart(String name, int times, Duration down) {
        var scenario = KillScenario.named(name);
        var broker = kafka(0);
        try (var memory = new StateMemory(DataSize.parse("32MiB"))) {
            var servers = broker.bootstrapServers();
            scenario.prepare(servers, name);
            scenario.produce(servers, name, 1, EVENTS, Duration.ZERO);
            var settings = ProcessorProcess.settings(servers, folder.resolve("state"));
            try (var runner = PipelineRunner.start(scenario.plan(name), settings, memory, Clock.systemUTC())) {
                for (int stop = 1; stop <= times; stop++) {
                    long amid = (long) EVENTS * (stop - 1) + 1_000;
                    await().atMost(SOON).until(() -> runner.counters().in() > amid);
                    broker.close();
                    await().during(down).atMost(down.plus(SOON)).until(() -> isWithoutKafka(runner));
                    broker = kafka(broker.port());
                    scenario.produce(
                            servers,
                            name,
                            1 + stop,
                            EVENTS,
                            Duration.ofMinutes(30).multipliedBy(stop));
                }
                assertThat(runner.awaitCaughtUp(SOON)).isTrue();
                assertThat(runner.status().state()).isEqualTo(PipelineState.RUNNING);
                await().atMost(SOON).until(() -> runner.counters().in() == EVENTS * (times + 1L));
            }
            scenario.check(servers, name);
        } finally {
            broker.close();
        }
    }

    private static boolean isWithoutKafka(PipelineRunner runner) {
        var status = runner.status();
        assertThat(status.state()).isNotEqualTo(PipelineState.FAILED);
        return status.lags().isEmpty() && status.problem().isPresent();
    }

    private EmbeddedKafka kafka(int port) {
        var overrides =
                Map.of("log.retention.ms", "-1", "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        return EmbeddedKafka.start(new KafkaSettings(folder.resolve("kafka"), port, overrides));
    }
}
