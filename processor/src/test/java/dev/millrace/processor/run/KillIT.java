package dev.millrace.processor.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.embedded.testing.SharedKafka;
import dev.millrace.processor.testing.KillScenario;
import dev.millrace.processor.testing.ProcessorProcess;
import dev.millrace.settings.DataSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pipeline ended amid its work, time and again, with its state folder kept or lost: nothing is lost or twice. */
class KillIT {
    private static final Logger LOG = LoggerFactory.getLogger(KillIT.class);
    private static final Duration SOON = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"straight", "regroup"})
    @Tag("faults")
    void killsLeaveNoTrace(String scenario) throws IOException {
        killAgainAndAgain(KillScenario.named(scenario), 6, 150_000, new Random().nextLong());
    }

    @Test
    void orderlyEndsLeaveNoTrace() throws IOException {
        long seed = 7;
        int rounds = 2;
        long counted = 0;
        var scenario = KillScenario.named("straight");
        var in = "orderly-ends";
        var state = folder.resolve("state");
        scenario.prepare(SharedKafka.bootstrapServers(), in);

        for (int round = 0; round < rounds; round++) {
            var later = Duration.ofMinutes(2).multipliedBy(round);
            scenario.produce(SharedKafka.bootstrapServers(), in, seed + round, 5_000, later);
            try (var memory = new StateMemory(DataSize.parse("32MiB"))) {
                var runner = start(scenario, in, state, memory);
                try (runner) {
                    await().atMost(SOON).until(() -> runner.counters().in() > 2_000);
                }
                counted += runner.counters().in();
            }
            if (round % 2 == 1) {
                delete(state);
            }
        }
        counted += finish(scenario, in, state);

        assertThat(counted).as("counted once, whoever did it").isEqualTo(rounds * 5_000L);
        scenario.check(SharedKafka.bootstrapServers(), in);
    }

    private void killAgainAndAgain(KillScenario scenario, int kills, int events, long seed) throws IOException {
        LOG.info("scenario={} seed={}", scenario.name(), seed);
        var random = new Random(seed);
        var in = scenario.name() + "-" + kills;
        var state = folder.resolve("state");
        scenario.prepare(SharedKafka.bootstrapServers(), in);
        // There is work for each, and for the last one, however late a kill comes on a busy machine.
        int portion = events / (kills + 1);

        for (int kill = 0; kill < kills; kill++) {
            produce(scenario, in, seed, kill, portion);
            killOnceCommitted(scenario, in, state, (long) portion * kill + 1 + random.nextInt(portion));
            if (random.nextBoolean()) {
                delete(state);
            }
        }
        produce(scenario, in, seed, kills, portion);
        assertThat(finish(scenario, in, state)).as("work left for the last one").isPositive();

        scenario.check(SharedKafka.bootstrapServers(), in);
    }

    private static void produce(KillScenario scenario, String in, long seed, int portion, int events) {
        var later = Duration.ofHours(1).multipliedBy(portion);
        scenario.produce(SharedKafka.bootstrapServers(), in, seed + portion, events, later);
    }

    private void killOnceCommitted(KillScenario scenario, String in, Path state, long target) {
        var output = folder.resolve("process.log");
        try (var broker = new Broker(SharedKafka.bootstrapServers(), Map.of(), Duration.ofSeconds(15));
                var process = ProcessorProcess.start(scenario, SharedKafka.bootstrapServers(), in, state, output)) {
            var group = scenario.plan(in).applicationId();
            await().atMost(SOON).pollInterval(Duration.ofMillis(5)).until(() -> {
                assertThat(process.isAlive())
                        .as(() -> "the process: " + read(output))
                        .isTrue();
                return broker.committed(group).entrySet().stream()
                                .filter(entry -> entry.getKey().topic().equals(in))
                                .mapToLong(Map.Entry::getValue)
                                .sum()
                        >= target;
            });
        }
    }

    private static String read(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets a pipeline do what is left; how many events that were. */
    private static long finish(KillScenario scenario, String in, Path state) {
        try (var memory = new StateMemory(DataSize.parse("32MiB"))) {
            var runner = start(scenario, in, state, memory);
            try (runner) {
                assertThat(runner.awaitCaughtUp(SOON)).isTrue();
            }
            return runner.counters().in();
        }
    }

    private static PipelineRunner start(KillScenario scenario, String in, Path state, StateMemory memory) {
        var settings = ProcessorProcess.settings(SharedKafka.bootstrapServers(), state);
        return PipelineRunner.start(scenario.plan(in), settings, memory, Clock.systemUTC());
    }

    private static void delete(Path state) throws IOException {
        try (var files = Files.walk(state)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
