package dev.millrace.generator.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.millrace.embedded.kafka.EmbeddedKafka;
import dev.millrace.embedded.kafka.KafkaSettings;
import dev.millrace.event.EventData;
import dev.millrace.event.progress.SourceKind;
import dev.millrace.generator.channel.ChannelFactory;
import dev.millrace.generator.channel.ChannelKey;
import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.ChannelSettings;
import dev.millrace.generator.channel.KafkaAccess;
import dev.millrace.generator.channel.ProducerFactory;
import dev.millrace.generator.intake.IntakeUnavailable;
import dev.millrace.generator.intake.PostedEvent;
import dev.millrace.generator.run.RunLogUnavailable;
import dev.millrace.generator.run.RunOrigin;
import dev.millrace.generator.run.RunRequest;
import dev.millrace.generator.run.RunState;
import dev.millrace.generator.run.RunStatus;
import dev.millrace.generator.testing.Account;
import dev.millrace.generator.testing.Definitions;
import dev.millrace.generator.testing.ImpatientProducers;
import dev.millrace.generator.testing.TestKafka;
import dev.millrace.generator.testing.TestProgram;
import dev.millrace.settings.DataSize;
import dev.millrace.settings.Rate;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sources do while Kafka does not answer, on a broker that the test can stop. */
class KafkaAwayIT {
    private static final double RATE = 1_000;

    @TempDir
    private Path folder;

    private EmbeddedKafka broker;

    @BeforeEach
    void start() {
        broker = start(0);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void shouldWaitForKafkaAndThenCatchUpWithDueTimesKept() {
        var kafka = TestKafka.at(broker.bootstrapServers());
        var topic = kafka.newTopic("orders", 3);
        var sources = Map.of(
                "orders", Definitions.numbered(topic, RATE, null, 10),
                "partners", Definitions.http(kafka.newTopic("partners", 1), 100));
        String run;
        try (var program = TestProgram.of(kafka, new ImpatientProducers(), "program", sources)) {
            program.runs().resume();
            run = program.newest(RunOrigin.FILE).run().id();
            await().until(() -> events(program) > 200);
            var asked = program.runs().start(new RunRequest(List.of("orders"), new Rate(50), null, null));
            var askedId = asked.run().id();
            await().until(() ->
                    statusOf(program, askedId).sources().getFirst().tally().events() > 0);

            broker.close();
            await().until(() -> state(program) instanceof SourceState.Waiting);
            await().until(() -> isRefused(post(program)));
            assertAnsweredAtOnce(program);
            assertStatusesAreNotHeldUpByAStart(program);
            assertThatExceptionOfType(RunLogUnavailable.class)
                    .isThrownBy(() -> program.runs().stop(askedId));
            assertThat(statusOf(program, askedId).run().state()).isEqualTo(RunState.RUNNING);

            long before = events(program);
            broker = start(broker.port());
            await().until(() -> events(program) > before + 1_000);
            await().until(() -> !post(program).isCompletedExceptionally());
            assertThat(program.runs().stop(askedId).orElseThrow().run().state()).isEqualTo(RunState.STOPPED);
            assertThat(Account.of(kafka, askedId, "orders").findings()).isEmpty();
        }

        assertThat(Account.of(kafka, run, "orders").findings()).isEmpty();
        assertDueTimesAreKept(kafka, topic, run);
    }

    @Test
    void shouldGoOnAfterATransactionThatKafkaGaveUp() throws Exception {
        var kafka = TestKafka.at(broker.bootstrapServers());
        var topic = kafka.newTopic("orders", 1);
        var settings = new ChannelSettings(Duration.ofMillis(10), Duration.ofMillis(300), new DataSize(1024));
        var channels = new ChannelFactory(kafka.access(), ProducerFactory.kafka(), settings, Clock.systemUTC());
        var key = new ChannelKey("run", "orders", SourceKind.GENERATED, topic);
        try (var channel = channels.open(key)) {
            channel.send(null, new byte[] {1}, 1);
            // The event, and behind it the mark that the broker has ended its transaction.
            await().until(() -> {
                channel.flushDue(System.nanoTime());
                return kafka.size(topic) == 2;
            });

            assertThatExceptionOfType(ChannelLost.class)
                    .isThrownBy(() -> channel.commit(Map.of(), false))
                    .withMessageContaining("took longer than the transaction timeout of 300ms");
        }
        try (var channel = channels.open(key)) {
            assertThat(channel.next()).isZero();
            channel.send(null, new byte[] {2}, 1);
            channel.commit(Map.of(), false);
        }
        assertThat(kafka.read(topic)).hasSize(1);
    }

    @Test
    void shouldSayThatATopicIsMissingAndGoOnOnceItIsThere() {
        var access = new KafkaAccess(broker.bootstrapServers(), Map.of());
        var channels = new ChannelFactory(access, new ImpatientProducers(), TestProgram.QUICK, Clock.systemUTC());
        assertThatExceptionOfType(ChannelLost.class)
                .isThrownBy(() -> channels.open(new ChannelKey("run", "orders", SourceKind.GENERATED, "orders")))
                .withMessageContaining("there is no topic millrace.progress");

        var kafka = TestKafka.at(broker.bootstrapServers());
        var sources = Map.of("orders", Definitions.numbered("orders", RATE, 50L, 10));
        try (var program = TestProgram.of(kafka, new ImpatientProducers(), "program", sources)) {
            program.runs().resume();
            await().until(() -> state(program) instanceof SourceState.Waiting);

            kafka.make("orders.dlq", 1, Map.of());
            kafka.make("orders", 1, Map.of());

            await().until(() -> events(program) == 50);
            var run = program.newest(RunOrigin.FILE).run().id();
            assertThat(Account.of(kafka, run, "orders").findings()).isEmpty();
        }
    }

    /** The answer is there when the call returns. */
    private static void assertAnsweredAtOnce(TestProgram program) {
        for (int i = 0; i < 100; i++) {
            assertThat(post(program).exceptionNow())
                    .isInstanceOfSatisfying(
                            IntakeUnavailable.class,
                            refusal -> assertThat(refusal.why()).isEqualTo(IntakeUnavailable.Cause.KAFKA));
        }
    }

    private static void assertStatusesAreNotHeldUpByAStart(TestProgram program) {
        var request = new RunRequest(List.of("orders"), null, 1L, null);
        var started = CompletableFuture.runAsync(() -> program.runs().start(request));
        int asked = 0;
        while (!started.isDone()) {
            program.runs().statuses();
            asked++;
        }
        // It takes a second until Kafka is given up: time for very many, or for none.
        assertThat(asked).isGreaterThan(100);
        assertThat(started.exceptionNow()).isInstanceOf(RunLogUnavailable.class);
    }

    /** Every event is dated by its index alone, whether it went out in time or late. */
    private static void assertDueTimesAreKept(TestKafka kafka, String topic, String run) {
        var events = kafka.read(topic).stream()
                .map(record -> record.event())
                .filter(event -> event.knownOrigin().orElseThrow().run().equals(run))
                .toList();
        var zero = events.stream()
                .map(event -> event.time())
                .min(Instant::compareTo)
                .orElseThrow();
        assertThat(events).allSatisfy(event -> {
            long index = event.knownOrigin().orElseThrow().index();
            assertThat(Duration.between(zero, event.time())).isEqualTo(Duration.ofMillis(index));
        });
    }

    private static CompletableFuture<?> post(TestProgram program) {
        var event = new PostedEvent(null, null, null, null, null, null, Map.of(), EventData.NULL);
        return program.bodies()
                .intake("partners")
                .orElseThrow()
                .take(List.of(event))
                .toCompletableFuture();
    }

    private static boolean isRefused(CompletableFuture<?> answer) {
        return answer.isCompletedExceptionally();
    }

    private static RunStatus statusOf(TestProgram program, String run) {
        return program.runs().status(run).orElseThrow();
    }

    private static long events(TestProgram program) {
        return program.newest(RunOrigin.FILE).sources().getFirst().tally().events();
    }

    private static SourceState state(TestProgram program) {
        return program.newest(RunOrigin.FILE).sources().getFirst().state();
    }

    private EmbeddedKafka start(int port) {
        return EmbeddedKafka.start(new KafkaSettings(
                folder, port, Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "100")));
    }
}
