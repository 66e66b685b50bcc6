package dev.millrace.generator.run;

import static dev.millrace.generator.testing.Definitions.numbered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.millrace.generator.channel.ChannelKey;
import dev.millrace.generator.loop.SourceState;
import dev.millrace.generator.source.SourceDefinition;
import dev.millrace.generator.testing.Account;
import dev.millrace.generator.testing.HeldCommits;
import dev.millrace.generator.testing.TestKafka;
import dev.millrace.generator.testing.TestProgram;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** The one source of two instances is sent by one of them, and the stop is asked for at the other, or at the same. */
class RunStopsIT {
    private static final Duration SHORT = Duration.ofMillis(300);

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
            assertThat(state(sender, id)).isInstanceOf(SourceState.Sending.class);
            sender.commits().close();
            await().untilAsserted(() -> assertThat(state(sender, id)).isInstanceOf(SourceState.Stopped.class));
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
        var running = TestProgram.of(kafka, commits, program, name, sources);
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
