package dev.millrace.generator.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.event.progress.SourceKind;
import dev.millrace.generator.channel.ChannelFactory;
import dev.millrace.generator.channel.ChannelKey;
import dev.millrace.generator.channel.ProducerFactory;
import dev.millrace.generator.render.SourceCatalog;
import dev.millrace.generator.testing.Account;
import dev.millrace.generator.testing.Definitions;
import dev.millrace.generator.testing.FaultyProducers;
import dev.millrace.generator.testing.FaultyTransactions;
import dev.millrace.generator.testing.TestKafka;
import dev.millrace.generator.testing.TestProgram;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Producers that fail at any moment, and lie about commits: every index must be there exactly once all the same. */
class RecoveryIT {
    private static final int EVENTS = 10_000;
    private final TestKafka kafka = TestKafka.shared();

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void shouldSendEveryIndexOnceWhateverFails(long seed) throws Exception {
        var chances = Map.of("beginTransaction", 0.1, "send", 0.001, "commitTransaction", 0.3);
        assertRecovers(seed, 8, new FaultyProducers(seed, 8, chances));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void shouldSendEveryIndexOnceInBatchesWhateverBecomesOfTheirTransactions(long seed) throws Exception {
        var chances = Map.of("initTransactions", 0.2, "beginTransaction", 0.2, "commitTransaction", 0.9);
        // How many commits there are depends on how quick the machine is.
        assertRecovers(seed, 1, new FaultyTransactions(seed, 8, chances));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    @Tag("faults")
    void shouldSendEveryIndexOnceHoweverOftenSomethingFails(long seed) throws Exception {
        var chances = Map.of("initTransactions", 0.2, "beginTransaction", 0.1, "send", 0.001, "commitTransaction", 0.3);
        assertRecovers(seed, 40, new FaultyProducers(seed, 40, chances));
    }

    private void assertRecovers(long seed, int faults, FaultyProducers producers) throws Exception {
        var run = TestKafka.newName("run");
        var topic = kafka.newTopic("recovery", 3);
        try (var task = start(producers, run, topic)) {
            // Forty new producers, with pauses that grow, on a machine that does other things.
            await().atMost(Duration.ofMinutes(5)).until(task::finished);
            assertThat(task.state()).isInstanceOf(SourceState.Ended.class);
        }

        var account = Account.of(kafka, run, "orders");
        assertThat(account.findings()).as("seed %d", seed).isEmpty();
        assertThat(account.progress().next()).isEqualTo(EVENTS);
        assertThat(account.progress().ended()).isTrue();
        assertThat(producers.faults()).as("faults under seed %d", seed).isGreaterThan(faults / 2);
        assertThat(producers.faultsAfter())
                .as("faults that were lies under seed %d", seed)
                .isPositive();
    }

    private SourceTask start(ProducerFactory producers, String run, String topic) {
        // At 20 000 a second and a commit every 10 ms, an event in 200 ends a transaction.
        var source = Definitions.numbered(topic, 20_000, (long) EVENTS, 50);
        var runClock = RunClock.starting(Clock.systemUTC());
        var body = new GeneratedBody(
                new SourceCatalog(Map.of("orders", source), 42).renderer("orders", run),
                source.pacing().orElseThrow().dueTimes(42, "orders", runClock::timeline),
                TestProgram.QUICK.commitEvery().toNanos(),
                runClock,
                new StartingLine(1, Duration.ZERO, () -> {}).place());
        return SourceTask.start(
                new ChannelKey(run, "orders", SourceKind.GENERATED, topic),
                new ChannelFactory(kafka.access(), producers, TestProgram.QUICK, Clock.systemUTC()),
                body);
    }
}
