package dev.millrace.generator.run;

import static dev.millrace.generator.testing.Definitions.numbered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.millrace.generator.channel.ChannelKey;
import dev.millrace.generator.channel.ProducerFactory;
import dev.millrace.generator.loop.SourceState;
import dev.millrace.generator.source.Sharding;
import dev.millrace.generator.source.SourceDefinition;
import dev.millrace.generator.source.SourceDraft;
import dev.millrace.generator.testing.Account;
import dev.millrace.generator.testing.HeldCommits;
import dev.millrace.generator.testing.TestKafka;
import dev.millrace.generator.testing.TestProgram;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The one source of two instances is sent by one of them, and the stop is asked for at the other, or at the same. */
class RunStopsIT {
    private static final Duration SHORT = Duration.ofMillis(300);
    /** Longer than the tests wait for anything. */
    private static final Duration LONG = Duration.ofHours(1);

    private final TestKafka kafka = TestKafka.shared();
    private final String program = TestKafka.newName("program");
    private final String topic = kafka.newTopic("stops", 1);
    private final Map<String, SourceDefinition> sources = Map.of("orders", numbered(topic, 2_000, null, 10));

    @Test
    void shouldAnswerAStopWhenTheLastEventsAreCommittedWhereverTheyAreSent() throws Exception {
        try (var one = instance("one", new HeldCommits("orders"));
                var other = instance("other", new HeldCommits("orders"))) {
            var sender = sender(one, other);
            var asked = sender.equals(one) ? other : one;
            var id = asked.run().id();
            sender.commits().hold();

            var answer = CompletableFuture.supplyAsync(
                    () -> asked.program().runs().stop(id).orElseThrow());

            assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> answer.get(1, TimeUnit.SECONDS));
            sender.commits().close();
            var state = answer.get().sources().getFirst().state();
            long committed = Account.of(kafka, id, "orders").progress().next();
            assertThat(state).isInstanceOf(SourceState.Stopped.class);
            sender.close();
            assertThat(Account.of(kafka, id, "orders").progress().next()).isEqualTo(committed);
        }
    }

    @Test
    void shouldSayOfAStopWhatIsNotKnownToBeCommittedAfterAWhile() throws Exception {
        try (var one = instance("one", new HeldCommits("orders"));
                var other = instance("other", new HeldCommits("orders"))) {
            var sender = sender(one, other);
            var asked = sender.equals(one) ? other : one;
            var id = asked.run().id();
            sender.commits().hold();

            var stopped = asked.program().runs().stop(id, SHORT).orElseThrow();

            assertThat(stopped.run().state()).isEqualTo(RunState.STOPPED);
            assertThat(stopped.sources().getFirst().state())
                    .isEqualTo(new SourceState.Elsewhere(sender.program().runs().instance()));
            assertThat(stopped.isThrough()).isFalse();
            assertThat(state(sender, id)).isInstanceOf(SourceState.Sending.class);
            sender.commits().close();
            await().untilAsserted(() -> assertThat(state(sender, id)).isInstanceOf(SourceState.Stopped.class));
        }
    }

    @Test
    void shouldSayTheSameWhoeverAsksAgainUntilAllIsCommitted() throws Exception {
        try (var one = instance("one", new HeldCommits("orders"));
                var other = instance("other", new HeldCommits("orders"))) {
            var sender = sender(one, other);
            var asked = sender.equals(one) ? other : one;
            var id = asked.run().id();
            sender.commits().hold();
            asked.program().runs().stop(id, SHORT);

            assertThat(asked.program().runs().stop(id, SHORT).orElseThrow().isThrough())
                    .isFalse();
            await().until(() ->
                    sender.program().runs().status(id).orElseThrow().run().state() == RunState.STOPPED);
            assertThat(sender.program().runs().stop(id, SHORT).orElseThrow().isThrough())
                    .isFalse();
            assertThat(asked.program().runs().status(id).orElseThrow().isThrough())
                    .isFalse();
            sender.commits().close();

            var stopped = asked.program().runs().stop(id).orElseThrow();
            assertThat(stopped.isThrough()).isTrue();
            assertThat(stopped.run().state()).isEqualTo(RunState.STOPPED);
            // For good, and for whoever comes later.
            await().until(() -> sender.program().runs().status(id).orElseThrow().isThrough());
        }
    }

    /** Each has one of two shards. */
    @Test
    void shouldStopOnTheOtherInstancesWhileTheOneThatWasAskedWaitsForItsOwnLastEvents() throws Exception {
        var split = Map.of(
                "orders",
                SourceDraft.like(numbered(topic, 2_000, null, 10))
                        .shards(new Sharding(2))
                        .build());
        try (var asked = instance("one", new HeldCommits("orders"), split);
                var other = instance("other", new HeldCommits("orders"), split)) {
            await().until(() -> sends(asked) && sends(other));
            var id = asked.run().id();
            asked.commits().hold();

            var answer = CompletableFuture.supplyAsync(
                    () -> asked.program().runs().stop(id, LONG).orElseThrow());

            await().until(() ->
                    other.program().runs().status(id).orElseThrow().run().state() == RunState.STOPPED);
            await().until(() -> other.program().runs().sentHere().isEmpty());
            assertThat(answer).isNotDone();
            asked.commits().close();
            assertThat(answer.get().isThrough()).isTrue();
        }
    }

    @Test
    void shouldWaitNoLongerThanUntilItIsInterrupted() throws Exception {
        try (var alone = instance("alone", new HeldCommits("orders"))) {
            sender(alone, alone);
            var id = alone.run().id();
            alone.commits().hold();
            var interrupted = new AtomicBoolean();
            var answer = new CompletableFuture<RunStatus>();
            var asking = Thread.ofPlatform().start(() -> {
                answer.complete(alone.program().runs().stop(id, LONG).orElseThrow());
                interrupted.set(Thread.currentThread().isInterrupted());
            });
            await().until(() ->
                    alone.program().runs().status(id).orElseThrow().run().state() == RunState.STOPPED);

            asking.interrupt();

            await().until(() -> !asking.isAlive());
            assertThat(answer.get().isThrough()).isFalse();
            assertThat(interrupted).isTrue();
        }
    }

    @Test
    void shouldHaveEndedWhereItsLastEventsWereOnTheirWayAsItWasToldToStop() throws Exception {
        try (var alone = instance(
                "alone", new HeldCommits("lasts").fromTheFirst(), Map.of("lasts", numbered(topic, 100, 1L, 10)))) {
            var id = alone.run().id();
            alone.commits().hold();
            alone.program().runs().stop(id, SHORT);
            alone.commits().close();

            var over = alone.program().runs().stop(id).orElseThrow();

            assertThat(over.run().state()).isEqualTo(RunState.ENDED);
            await().until(() -> alone.program().runLog().read(program).get(id).state() == RunState.ENDED);
        }
    }

    /** The program was killed while it waited, so that nobody said what became of the last events. */
    @Test
    void shouldKnowWhenTheProgramBeginsAnewThatNothingMoreComesOfWhatWasStopped() {
        var orders = List.of(new SourceOrder("orders", null, null));
        var left = new Run(
                TestKafka.newName("run"),
                program,
                RunOrigin.REQUEST,
                "f",
                Instant.now(),
                RunState.RUNNING,
                orders,
                null);
        try (var log = new RunLog(kafka.access(), ProducerFactory.kafka())) {
            log.write(left);
            log.write(new RunEnd(program, left.id(), RunState.STOPPED, false));
        }

        try (var alone = instance("alone", new HeldCommits("orders"))) {
            await().until(() ->
                    alone.program().runs().status(left.id()).orElseThrow().isThrough());
        }
    }

    @Test
    void shouldSayOfAnEndWhatIsNotCommittedAfterAWhile() throws Exception {
        try (var alone = instance("alone", new HeldCommits("orders"))) {
            sender(alone, alone);
            alone.commits().hold();

            alone.program().runs().close(SHORT);

            assertThat(alone.program().runs().unfinished())
                    .extracting(ChannelKey::run)
                    .containsExactly(alone.run().id());
            alone.commits().close();
            await().untilAsserted(() ->
                    assertThat(alone.program().runs().unfinished()).isEmpty());
        }
    }

    private record Instance(TestProgram program, HeldCommits commits) implements AutoCloseable {
        Run run() {
            return program.newest(RunOrigin.FILE).run();
        }

        @Override
        public void close() {
            commits.close();
            program.close();
        }
    }

    private Instance instance(String name, HeldCommits commits) {
        return instance(name, commits, sources);
    }

    private Instance instance(String name, HeldCommits commits, Map<String, SourceDefinition> sending) {
        var running = TestProgram.of(kafka, commits, program, name, sending);
        running.runs().resume();
        return new Instance(running, commits);
    }

    /** Who of the two sends, once it does. */
    private static Instance sender(Instance one, Instance other) {
        await().until(() -> sends(one) || sends(other));
        return sends(one) ? one : other;
    }

    private static boolean sends(Instance instance) {
        return instance.program().runs().statuses().stream()
                .flatMap(status -> status.sources().stream())
                .anyMatch(source -> source.state() instanceof SourceState.Sending
                        && source.tally().events() > 0);
    }

    private static SourceState state(Instance instance, String run) {
        return instance.program()
                .runs()
                .status(run)
                .orElseThrow()
                .sources()
                .getFirst()
                .state();
    }
}
