package dev.millrace.generator.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.progress.DeviationKind;
import dev.millrace.generator.anomaly.Anomalies;
import dev.millrace.generator.channel.ProducerFactory;
import dev.millrace.generator.testing.Account;
import dev.millrace.generator.testing.Definitions;
import dev.millrace.generator.testing.KilledProgram;
import dev.millrace.generator.testing.TestKafka;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program in a JVM of its own is killed with SIGKILL and started again: its runs end complete all the same. */
@Tag("faults")
class KilledProgramIT {
    private boolean anomalies;
    private final TestKafka kafka = TestKafka.shared();
    private final String name = TestKafka.newName("killed");
    private final String orders = kafka.newTopic("killed-orders", 3);
    private final String customers = kafka.newTopic("killed-customers", 2);

    @Test
    void shouldLoseAndRepeatNothingWhenKilled() throws Exception {
        assertSurvives(20_261_121, 2);
    }

    @Test
    void shouldDoWithEveryIndexWhatIsDrawnForItWhenKilledAmidLateEvents() throws Exception {
        anomalies = true;

        assertSurvives(20_261_122, 3);

        var account = Account.of(kafka, readRuns().getFirst().id(), "orders");
        var drawn = new Anomalies(Definitions.everythingWrong(), 42, "orders", true);
        assertThat(account.announced(DeviationKind.RELEASED)).isEqualTo(count(index -> drawn.delayNanos(index) > 0));
        assertThat(account.announced(DeviationKind.DUPLICATED)).isEqualTo(count(drawn::duplicated));
        assertThat(account.announced(DeviationKind.DROPPED)).isEqualTo(count(drawn::dropped));
        assertThat(account.announced(DeviationKind.POISONED)).isEqualTo(count(index -> drawn.poison(index) != null));
    }

    private static long count(LongPredicate which) {
        return LongStream.range(0, KilledProgram.EVENTS).filter(which).count();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void shouldLoseAndRepeatNothingHoweverOftenKilled(long seed) throws Exception {
        assertSurvives(seed, 12);
    }

    private void assertSurvives(long seed, int kills) throws Exception {
        var random = new Random(seed);
        long committed = 0;
        for (int kill = 0; kill < kills; kill++) {
            // Up to this share of what is left, so that there is something to do for those to come.
            long left = 2 * KilledProgram.EVENTS - committed;
            long more = (long) (left * random.nextDouble() / (kills - kill + 1));
            committed = runUntil(committed + more);
        }
        runUntil(Long.MAX_VALUE);

        var runs = readRuns();
        assertThat(runs)
                .singleElement()
                .satisfies(run -> assertThat(run.state()).isEqualTo(RunState.ENDED));
        for (var source : List.of("orders", "customers")) {
            var account = Account.of(kafka, runs.getFirst().id(), source);
            assertThat(account.findings()).as("%s, seed %d", source, seed).isEmpty();
            assertThat(account.progress().next()).isEqualTo(KilledProgram.EVENTS);
            assertThat(account.progress().ended()).isTrue();
        }
    }

    /** Runs the program until it has committed so many events, and kills it then; or to its end. */
    private long runUntil(long events) throws Exception {
        var process = start();
        try (var lines = process.inputReader()) {
            long reached = killAt(events, lines);
            if (events == Long.MAX_VALUE) {
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isZero();
            }
            return reached;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static long killAt(long events, BufferedReader lines) throws IOException {
        long reached = 0;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            // What it logs comes the same way.
            if (!line.matches("\\d+")) {
                continue;
            }
            reached = Long.parseLong(line);
            if (reached >= events) {
                return reached;
            }
        }
        return reached;
    }

    private Process start() throws IOException {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var program = new ProcessBuilder(
                java,
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classes,
                KilledProgram.class.getName(),
                kafka.access().bootstrapServers(),
                name,
                orders,
                customers,
                Boolean.toString(anomalies));
        return program.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private List<Run> readRuns() {
        try (var log = new RunLog(kafka.access(), ProducerFactory.kafka())) {
            return List.copyOf(log.read(name).values());
        }
    }
}
