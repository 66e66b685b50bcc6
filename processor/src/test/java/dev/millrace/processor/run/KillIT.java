package dev.millrace.processor.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.embedded.testing.SharedKafka;
import dev.millrace.event.DeadLetter;
import dev.millrace.processor.testing.Kafka;
import dev.millrace.processor.testing.KillScenario;
import dev.millrace.processor.testing.ProcessorProcess;
import dev.millrace.processor.testing.WindowJson;
import dev.millrace.settings.DataSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pipeline ended amid its work, time and again, with its state folder kept or lost: nothing is lost or twice. */
class KillIT {
    private static final Logger LOG = LoggerFactory.getLogger(KillIT.class);
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final int PARTITIONS = 3;

    @TempDir
    private Path folder;

    @Test
    void aKillLeavesNoTrace() throws IOException {
        killAgainAndAgain(1, 30_000, 20_261_121L);
    }

    @Test
    @Tag("faults")
    void twentyKillsLeaveNoTrace() throws IOException {
        killAgainAndAgain(20, 1_000_000, new Random().nextLong());
    }

    @Test
    void orderlyEndsLeaveNoTrace() throws IOException {
        long seed = 7;
        int rounds = 4;
        var in = SharedKafka.newTopic("in", PARTITIONS);
        var state = folder.resolve("state");

        for (int round = 0; round < rounds; round++) {
            KillScenario.produce(in, seed + round, 5_000, Duration.ofMinutes(2).multipliedBy(round));
            try (var memory = new StateMemory(DataSize.parse("32MiB"));
                    var runner = start(in, state, memory)) {
                await().atMost(SOON).until(() -> runner.counters().in() > 2_000);
            }
            if (round % 2 == 1) {
                delete(state);
            }
        }
        finish(in, state);

        compare(in);
    }

    private void killAgainAndAgain(int kills, int events, long seed) throws IOException {
        LOG.info("seed={}", seed);
        var random = new Random(seed);
        var in = SharedKafka.newTopic("in", PARTITIONS);
        var state = folder.resolve("state");
        KillScenario.produce(in, seed, events, Duration.ZERO);

        for (int kill = 1; kill <= kills; kill++) {
            long target = (long) events * kill / (kills + 1) + random.nextInt(events / (4 * kills));
            killOnceCommitted(in, state, target);
            if (random.nextBoolean()) {
                delete(state);
            }
        }
        finish(in, state);

        compare(in);
    }

    private void killOnceCommitted(String in, Path state, long target) {
        var output = folder.resolve("process.log");
        try (var broker = new Broker(SharedKafka.bootstrapServers(), Map.of(), SOON);
                var process = ProcessorProcess.start(SharedKafka.bootstrapServers(), in, state, output)) {
            var group = KillScenario.plan(in).applicationId();
            await().atMost(SOON).pollInterval(Duration.ofMillis(5)).until(() -> {
                assertThat(process.isAlive()).as("the process, see %s", output).isTrue();
                return broker.committed(group).values().stream()
                                .mapToLong(Long::longValue)
                                .sum()
                        >= target;
            });
        }
    }

    private static void finish(String in, Path state) {
        try (var memory = new StateMemory(DataSize.parse("32MiB"));
                var runner = start(in, state, memory)) {
            assertThat(runner.awaitCaughtUp(SOON)).isTrue();
            assertThat(runner.counters().in()).as("work left for the last one").isPositive();
        }
    }

    private static PipelineRunner start(String in, Path state, StateMemory memory) {
        var settings = ProcessorProcess.settings(SharedKafka.bootstrapServers(), state);
        return PipelineRunner.start(KillScenario.plan(in), settings, memory, Clock.systemUTC());
    }

    private static void compare(String in) {
        var sent = Kafka.readAll(in);
        var windows = Kafka.readAll(KillScenario.out(in));
        var large = Kafka.readAll(KillScenario.large(in));
        var letters = Kafka.readAll(DeadLetter.topicFor(in));
        for (int partition = 0; partition < PARTITIONS; partition++) {
            var expected = KillScenario.expect(of(sent, partition));

            assertThat(expected.windows()).as("a test that shows something").hasSizeGreaterThan(100);
            assertThat(of(windows, partition).stream()
                            .map(record -> WindowJson.read(record.value()))
                            .toList())
                    .isEqualTo(expected.windows());
            assertThat(of(large, partition).stream().map(KillIT::text))
                    .containsExactlyElementsOf(expected.large().stream()
                            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                            .toList());
            assertThat(of(letters, partition).stream()
                            .map(letter -> Long.parseLong(new String(
                                    letter.headers()
                                            .lastHeader(DeadLetter.OFFSET)
                                            .value(),
                                    StandardCharsets.UTF_8))))
                    .containsExactlyElementsOf(expected.deadLettered());
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> of(
            List<ConsumerRecord<byte[], byte[]>> records, int partition) {
        return records.stream()
                .filter(record -> record.partition() == partition)
                .toList();
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    private static void delete(Path state) throws IOException {
        try (var files = Files.walk(state)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
