package dev.millrace.generator.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.progress.DeviationKind;
import dev.millrace.event.progress.Progress;
import dev.millrace.generator.anomaly.Anomalies;
import dev.millrace.generator.channel.ProducerFactory;
import dev.millrace.generator.channel.ProgressReader;
import dev.millrace.generator.testing.Account;
import dev.millrace.generator.testing.Definitions;
import dev.millrace.generator.testing.SharedProgram;
import dev.millrace.generator.testing.SharedProgram.Kind;
import dev.millrace.generator.testing.TestKafka;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.common.errors.RetriableException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several instances of a program, each a JVM of its own, share a run; they are killed and paused, and it ends complete. */
@Tag("faults")
@Tag("faults")
class InstancesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final TestKafka kafka = TestKafka.shared();
    private final String program = TestKafka.newName("shared");
    private final String topic = kafka.newTopic("shared-orders", 4);
    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void endProcesses() throws InterruptedException {
        for (var process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void shouldEndCompleteWhenOneIsKilledAndOnePausedAndOneComes() throws Exception {
        assertSurvives(150_000, 1, Kind.PLAIN);
    }

    @Test
    void shouldEndCompleteHoweverOftenTheyAreKilledAndPaused() throws Exception {
        assertSurvives(600_000, 5, Kind.PLAIN);
    }

    @ParameterizedTest
    @EnumSource(names = {"ANOMALIES", "FRAMES"})
    @Tag("endurance")
    void shouldDoWithEveryIndexWhatIsDrawnForItHoweverTheyAreKilledAndPaused(Kind kind) throws Exception {
        long events = 40_000;

        assertSurvives(events, 2, kind);

        var account = Account.of(kafka, run().id(), "orders");
        var drawn = new Anomalies(Definitions.everythingWrong(), 42, "orders", true);
        assertThat(account.announced(DeviationKind.RELEASED))
                .isEqualTo(count(events, index -> drawn.delayNanos(index) > 0));
        assertThat(account.announced(DeviationKind.DUPLICATED)).isEqualTo(count(events, drawn::duplicated));
        assertThat(account.announced(DeviationKind.DROPPED)).isEqualTo(count(events, drawn::dropped));
        assertThat(account.announced(DeviationKind.POISONED))
                .isEqualTo(count(events, index -> drawn.poison(index) != null));
    }

    private static long count(long events, LongPredicate which) {
        return LongStream.range(0, events).filter(which).count();
    }

    private void assertSurvives(long events, int rounds, Kind kind) throws Exception {
        // So slow that it cannot end before all has happened, on whatever machine: there are ten minutes for a round.
        double perSecond = events / (600.0 * rounds);
        var first = start("first-0", perSecond, events, kind);
        await(() -> senders().contains("first-0"));
        var second = start("second-0", perSecond, events, kind);
        var third = start("third-0", perSecond, events, kind);
        await(() -> senders().containsAll(Set.of("second-0", "third-0")));

        for (int round = 1; round <= rounds; round++) {
            // The oldest is killed and another comes: its shards go on without it.
            first.destroyForcibly().waitFor();
            var dead = "first-" + (round - 1);
            first = start("first-" + round, perSecond, events, kind);
            await(() -> !senders().contains(dead));
            boolean isSecondsTurn = round % 2 == 1;
            var paused = isSecondsTurn ? second : third;
            var name = isSecondsTurn ? "second-0" : "third-0";
            // Longer than its session: others take over its shards, and when it wakes it finds itself shut out.
            signal(paused, "STOP");
            await(() -> !senders().contains(name));
            signal(paused, "CONT");
            await(() -> senders().contains(name) || isOver());
        }
        endSoon();
        await(this::isOver);

        var account = Account.of(kafka, run().id(), "orders");
        assertThat(account.findings()).isEmpty();
        assertThat(account.events()).isEqualTo(events);
        assertThat(account.shards()).hasSize(SharedProgram.SHARDS).allMatch(Progress::ended);
        for (var process : List.of(first, second, third)) {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isZero();
        }
    }

    /** The broker of the test may be slow to answer whoever looks. */
    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(RetriableException.class)
                .until(condition);
    }

    /** What is left is to be sent at full speed: all instances follow the change of the rate. */
    private void endSoon() {
        try (var log = new RunLog(kafka.access(), ProducerFactory.kafka())) {
            var run = run();
            long from = run.timeline().activeNanos(Instant.now().plusSeconds(2));
            log.write(List.of(new RunRate(program, run.id(), new RateChange("orders", from, 30_000), null)));
        }
    }

    /** Who committed last, shard by shard. */
    private Set<String> senders() {
        return progress().stream().map(Progress::by).collect(Collectors.toSet());
    }

    private Collection<Progress> progress() {
        return new ProgressReader(kafka.access())
                .readWritten().values().stream()
                        .filter(progress -> progress.source().equals("orders")
                                && progress.topic().equals(topic))
                        .toList();
    }

    private boolean isOver() {
        return run().state() != RunState.RUNNING;
    }

    private Run run() {
        try (var log = new RunLog(kafka.access(), ProducerFactory.kafka())) {
            return log.read(program).values().iterator().next();
        }
    }

    private static void signal(Process process, String signal) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    private Process start(String instance, double perSecond, long events, Kind kind) throws IOException {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var started = new ProcessBuilder(
                        java,
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classes,
                        SharedProgram.class.getName(),
                        kafka.access().bootstrapServers(),
                        program,
                        instance,
                        topic,
                        Double.toString(perSecond),
                        Long.toString(events),
                        kind.name())
                .inheritIO()
                .start();
        processes.add(started);
        return started;
    }
}
