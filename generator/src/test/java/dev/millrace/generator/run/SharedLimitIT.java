package dev.millrace.generator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.embedded.redis.EmbeddedRedis;
import dev.millrace.embedded.redis.RedisSettings;
import dev.millrace.flow.limit.ErrorBound;
import dev.millrace.flow.limit.LimitSettings;
import dev.millrace.flow.limit.LimiterMode;
import dev.millrace.flow.redis.RedisLeases;
import dev.millrace.generator.channel.ProducerFactory;
import dev.millrace.generator.flow.FlowSettings;
import dev.millrace.generator.flow.SourceFlows;
import dev.millrace.generator.source.SourceDefinition;
import dev.millrace.generator.testing.Account;
import dev.millrace.generator.testing.Definitions;
import dev.millrace.generator.testing.SentTimes;
import dev.millrace.generator.testing.TestKafka;
import dev.millrace.generator.testing.TestProgram;
import dev.millrace.settings.Rate;
import dev.millrace.settings.Share;
import io.lettuce.core.RedisClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two programs whose sources share a limit, on a real Kafka and a real Redis that is killed, stopped, emptied. */
class SharedLimitIT {
    private static final long SECOND = 1_000_000_000L;
    private static final int LIMIT = 10_000;
    /** Permits that a sending loop may have taken and not yet spent when it is put to sleep. */
    private static final int A_LOOPS_BURST = 256;

    private static final Share NO_BURST = new Share(0);

    @TempDir
    private Path folder;

    private final TestKafka kafka = TestKafka.shared();
    private final List<One> programs = new ArrayList<>();
    private EmbeddedRedis redis;

    /** A program on a connection to Redis of its own. */
    private record One(TestProgram program, SourceFlows flows, RedisLeases leases) implements AutoCloseable {
        long sent() {
            return program.newest(RunOrigin.FILE).sources().getFirst().tally().events();
        }

        LimiterMode mode() {
            return flows.limits().getFirst().mode();
        }

        String run() {
            return program.newest(RunOrigin.FILE).run().id();
        }

        @Override
        public void close() {
            program.close();
            flows.close();
            leases.close();
        }
    }

    @BeforeEach
    void start() {
        redis = EmbeddedRedis.start(new RedisSettings(folder, 0));
    }

    @AfterEach
    void end() {
        programs.forEach(One::close);
        redis.close();
    }

    /** Starts a program whose source has more to send than the limit lets it. */
    private One start(String name, String topic, ProducerFactory producers, double perSecond, long count) {
        return start(name, Map.of("orders", Definitions.numbered(topic, perSecond, count, 10)), producers);
    }

    /** Starts a program all of whose sources are under the limit. */
    private One start(String name, Map<String, SourceDefinition> sources, ProducerFactory producers) {
        var limit = new LimitSettings(
                new Rate((double) LIMIT), Duration.ofSeconds(1), NO_BURST, List.copyOf(sources.keySet()));
        var leases = new RedisLeases(redis.uri(), System::nanoTime);
        var flows = SourceFlows.of(
                FlowSettings.NONE, Map.of(), Map.of("shop", limit), TestKafka.newName(name), leases, Clock.systemUTC());
        var program = TestProgram.of(kafka, producers, TestKafka.newName(name), name, sources, flows);
        var one = new One(program, flows, leases);
        programs.add(one);
        program.runs().resume();
        return one;
    }

    private void startTwo(ProducerFactory producers, String topic, String other, long count) {
        start("one", topic, producers, 100_000, count);
        start("two", other, producers, 100_000, count);
        // An instance counts the others only when the log has told it of them.
        await().until(() -> programs.stream()
                .allMatch(one -> one.flows().limits().getFirst().sharing() == 2));
    }

    private void untilEnded() {
        await().atMost(Duration.ofMinutes(5))
                .until(() -> programs.stream()
                        .allMatch(one ->
                                one.program().newest(RunOrigin.FILE).run().state() == RunState.ENDED));
    }

    private void untilMode(LimiterMode mode) {
        await().until(() -> programs.stream().allMatch(one -> one.mode() == mode));
    }

    private void untilSent(long more) {
        long aim = sent() + more;
        await().until(() -> sent() >= aim);
    }

    private long sent() {
        return programs.stream().mapToLong(One::sent).sum();
    }

    private void assertComplete() {
        assertThat(programs)
                .allSatisfy(
                        one -> assertThat(Account.of(kafka, one.run(), "orders").findings())
                                .isEmpty());
    }

    @Test
    void shouldHoldALimitThatProgramsShareInEveryWindow() {
        int count = 30_000;
        var topics = List.of(kafka.newTopic("shared", 2), kafka.newTopic("shared", 2));
        var times = new SentTimes(Set.copyOf(topics));

        startTwo(times, topics.getFirst(), topics.getLast(), count);
        untilEnded();

        assertThat(times.count()).isEqualTo(2 * count);
        assertThat(times.worst(SECOND)).isLessThanOrEqualTo(LIMIT + 2 * A_LOOPS_BURST);
        assertThat(programs.stream()
                        .mapToLong(one -> one.flows().limits().getFirst().permits())
                        .sum())
                .isEqualTo(2L * count);
        assertComplete();
    }

    @Test
    void shouldBeFairToASourceThatWantsLittleBesideOneThatWantsAll() {
        var program = start(
                        "both",
                        Map.of(
                                "greedy", Definitions.numbered(kafka.newTopic("greedy", 2), 1e6, 10_000_000L, 10),
                                "modest", Definitions.numbered(kafka.newTopic("modest", 1), 1_000, 3_000L, 10)),
                        ProducerFactory.kafka())
                .program();
        await().until(() -> sent(program, "modest") > 0 && sent(program, "greedy") > 0);
        long before = sent(program, "greedy");
        long begun = sent(program, "modest");

        await().until(() -> sent(program, "modest") == 3_000);

        // It had the tenth of the limit that it wanted, so that the other had nine: and not ninety, or all.
        assertThat(sent(program, "greedy") - before).isLessThan(20 * (3_000 - begun) + LIMIT);
    }

    private static long sent(TestProgram program, String source) {
        return program.newest(RunOrigin.FILE).sources().stream()
                .filter(status -> status.source().equals(source))
                .mapToLong(status -> status.tally().events())
                .sum();
    }

    @Test
    @Tag("faults")
    void shouldGoOnWithoutARedisThatIsKilledAndTellItOnceItIsBack() {
        var times = startTwoAndAwaitFull();
        int port = redis.port();

        ProcessHandle.of(redis.pid()).orElseThrow().destroyForcibly();
        untilMode(LimiterMode.LOCAL);
        untilSent(LIMIT);
        redis.close();
        redis = EmbeddedRedis.start(new RedisSettings(folder, port));
        untilMode(LimiterMode.REDIS);
        untilSent(LIMIT);

        stop();
        assertHeld(times, bound().worstWindowOfAnOutage());
    }

    @Test
    @Tag("faults")
    void shouldGoOnWithoutARedisThatHangs() throws Exception {
        var times = startTwoAndAwaitFull();

        signal("STOP");
        untilMode(LimiterMode.LOCAL);
        untilSent(LIMIT);
        signal("CONT");
        untilMode(LimiterMode.REDIS);
        untilSent(LIMIT);

        stop();
        assertHeld(times, bound().worstWindowOfAnOutage());
    }

    @Test
    void shouldTellARedisThatIsEmptiedWhatWasSpent() {
        var times = startTwoAndAwaitFull();
        var client = RedisClient.create(redis.uri().toString());
        try (var connection = client.connect()) {
            connection.sync().flushall();
        } finally {
            client.shutdown();
        }
        untilSent(2 * LIMIT);

        stop();
        assertHeld(times, bound().worstWindowOfALoss());
    }

    private SentTimes startTwoAndAwaitFull() {
        var topics = List.of(kafka.newTopic("gone", 2), kafka.newTopic("gone", 2));
        var times = new SentTimes(Set.copyOf(topics));
        // More than is sent until the test stops them, however long Redis takes to come back.
        startTwo(times, topics.getFirst(), topics.getLast(), 100_000_000L);
        untilSent(LIMIT);
        return times;
    }

    private void stop() {
        for (var one : programs) {
            assertThat(one.program().runs().stop(one.run()).orElseThrow().run().state())
                    .isEqualTo(RunState.STOPPED);
        }
    }

    private static ErrorBound bound() {
        return new ErrorBound(LIMIT, 2, Duration.ofSeconds(1), NO_BURST);
    }

    private void assertHeld(SentTimes times, long worst) {
        assertThat(times.worst(SECOND)).isLessThanOrEqualTo((int) worst + 2 * A_LOOPS_BURST);
        assertComplete();
    }

    private void signal(String name) throws Exception {
        var kill = new ProcessBuilder("kill", "-s", name, Long.toString(redis.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }
}
