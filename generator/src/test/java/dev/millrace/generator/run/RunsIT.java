package dev.millrace.generator.run;

import static dev.millrace.generator.testing.Definitions.http;
import static dev.millrace.generator.testing.Definitions.numbered;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.millrace.event.DeadLetter;
import dev.millrace.event.progress.Progress;
import dev.millrace.event.progress.ProgressJson;
import dev.millrace.generator.channel.ProducerFactory;
import dev.millrace.generator.channel.ProgressReader;
import dev.millrace.generator.loop.SourceState;
import dev.millrace.generator.source.SourceDefinition;
import dev.millrace.generator.testing.Account;
import dev.millrace.generator.testing.LostAnswers;
import dev.millrace.generator.testing.SharedProgram;
import dev.millrace.generator.testing.TestKafka;
import dev.millrace.generator.testing.TestProgram;
import dev.millrace.settings.Rate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunsIT {
    private final TestKafka kafka = TestKafka.shared();
    private final String program = TestKafka.newName("program");
    private final String topic = kafka.newTopic("runs", 3);

    @Test
    void shouldSendEveryEventOfACountedSourceOnce() {
        var sources = Map.of("orders", numbered(topic, 200_000, 20_000L, 100));
        try (var running = TestProgram.start(kafka, program, sources)) {
            awaitState(running, RunState.ENDED);
            var run = running.newest(RunOrigin.FILE);

            var account = Account.of(kafka, run.run().id(), "orders");
            assertThat(account.findings()).isEmpty();
            assertThat(account.progress().next()).isEqualTo(20_000);
            assertThat(account.progress().ended()).isTrue();
            assertThat(run.sources()).singleElement().satisfies(source -> {
                assertThat(source.state()).isInstanceOf(SourceState.Ended.class);
                assertThat(source.tally().events()).isEqualTo(20_000);
            });
        }
    }

    @Test
    void shouldStartTheClockWhenAllSourcesCanSend() {
        var sources = Map.of("orders", numbered(topic, 1_000, 100L, 10), "slow", numbered(topic, 1_000, 100L, 10));
        var opened = new AtomicReference<Instant>();
        ProducerFactory producers = properties -> {
            if (properties.get("client.id").toString().equals("millrace-slow")) {
                LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
                opened.set(Instant.now());
            }
            return ProducerFactory.kafka().create(properties);
        };
        try (var running = TestProgram.of(kafka, producers, program, sources)) {
            running.runs().resume();
            awaitState(running, RunState.ENDED);
        }

        assertThat(kafka.read(topic))
                .hasSize(200)
                .allSatisfy(record -> assertThat(record.event().time())
                        .isAfterOrEqualTo(opened.get().truncatedTo(ChronoUnit.MILLIS)));
        // What was sent by is what is gone on with.
        try (var again = TestProgram.start(kafka, program, sources)) {
            var timeline = again.newest(RunOrigin.FILE).run().timeline();
            assertThat(timeline.stretches())
                    .singleElement()
                    .satisfies(begin -> assertThat(begin.wallMicros())
                            .isGreaterThanOrEqualTo(opened.get().toEpochMilli() * 1_000));
        }
    }

    @Test
    void shouldGoOnAtTheNextIndexOfTheSameRun() {
        var sources = Map.of("orders", numbered(topic, 20_000, null, 100));
        String id;
        long first;
        try (var running = TestProgram.start(kafka, program, sources)) {
            awaitEvents(running, 500);
            id = running.newest(RunOrigin.FILE).run().id();
        }
        first = Account.of(kafka, id, "orders").progress().next();
        try (var running = TestProgram.start(kafka, program, sources)) {
            assertThat(running.newest(RunOrigin.FILE).run().id()).isEqualTo(id);
            awaitEvents(running, first + 500);
        }

        var account = Account.of(kafka, id, "orders");
        assertThat(account.findings()).isEmpty();
        assertThat(account.progress().next()).isGreaterThan(first);
        assertThat(account.progress().ended()).isFalse();
    }

    @Test
    void shouldStartANewRunAndEndTheOldWhereTheFileHasChanged() {
        String old;
        try (var running = TestProgram.start(kafka, program, Map.of("orders", numbered(topic, 1_000, null, 10)))) {
            awaitEvents(running, 10);
            old = running.newest(RunOrigin.FILE).run().id();
        }
        try (var running = TestProgram.start(kafka, program, Map.of("orders", numbered(topic, 2_000, null, 10)))) {
            awaitEvents(running, 10);

            assertThat(running.runs().statuses())
                    .extracting(status -> status.run().state())
                    .containsExactly(RunState.STOPPED, RunState.RUNNING);
            assertThat(running.newest(RunOrigin.FILE).run().id()).isNotEqualTo(old);
            assertThat(running.runs().status(old).orElseThrow().sources())
                    .singleElement()
                    .satisfies(source -> assertThat(source.tally().events()).isGreaterThanOrEqualTo(10));
        }
    }

    @Test
    void shouldNotRepeatAFileThatIsFinished() {
        var sources = Map.of("orders", numbered(topic, 10_000, 50L, 10));
        String id;
        try (var running = TestProgram.start(kafka, program, sources)) {
            awaitState(running, RunState.ENDED);
            id = running.newest(RunOrigin.FILE).run().id();
        }
        try (var running = TestProgram.start(kafka, program, sources)) {
            assertThat(running.runs().statuses()).singleElement().satisfies(status -> {
                assertThat(status.run().id()).isEqualTo(id);
                assertThat(status.run().state()).isEqualTo(RunState.ENDED);
                assertThat(status.sources()).singleElement().satisfies(source -> {
                    assertThat(source.state()).isInstanceOf(SourceState.Ended.class);
                    assertThat(source.tally().events()).isEqualTo(50);
                });
            });
        }
        assertThat(kafka.read(topic)).hasSize(50);
    }

    @Test
    void shouldRunWhatIsAskedForAtTheRateAndCountAskedFor() {
        var sources = Map.of("orders", numbered(topic, 0.01, null, 10));
        try (var running = TestProgram.start(kafka, program, sources)) {
            var started = running.runs().start(new RunRequest(List.of("orders"), new Rate(5_000), 300L, null));

            await().untilAsserted(() ->
                    assertThat(status(running, started).run().state()).isEqualTo(RunState.ENDED));
            assertThat(started.sources())
                    .singleElement()
                    .satisfies(source -> assertThat(source.targetRate()).isEqualTo(5_000));
            var account = Account.of(kafka, started.run().id(), "orders");
            assertThat(account.findings()).isEmpty();
            assertThat(account.progress().next()).isEqualTo(300);
        }
    }

    @Test
    void shouldRunForAsLongAsAskedFor() {
        var sources = Map.of("orders", numbered(topic, 0.01, null, 10));
        try (var running = TestProgram.start(kafka, program, sources)) {
            var started = running.runs()
                    .start(new RunRequest(List.of("orders"), new Rate(1_000), null, Duration.ofMillis(500)));

            await().untilAsserted(() ->
                    assertThat(status(running, started).run().state()).isEqualTo(RunState.ENDED));
            var events = kafka.read(topic).stream()
                    .map(record -> record.event())
                    .filter(event -> event.knownOrigin()
                            .orElseThrow()
                            .run()
                            .equals(started.run().id()))
                    .toList();
            assertThat(events).hasSize(500);
            assertThat(Duration.between(
                            events.getFirst().time(), events.getLast().time()))
                    .isLessThan(Duration.ofMillis(500));
        }
    }

    @Test
    void shouldStopARunForGood() {
        var sources = Map.of("orders", numbered(topic, 0.01, null, 10));
        String id;
        try (var running = TestProgram.start(kafka, program, sources)) {
            var started = running.runs().start(new RunRequest(List.of("orders"), new Rate(20_000), null, null));
            id = started.run().id();
            await().until(() ->
                    status(running, started).sources().getFirst().tally().events() > 100);

            var stopped = running.runs().stop(id).orElseThrow();

            assertThat(stopped.run().state()).isEqualTo(RunState.STOPPED);
            var account = Account.of(kafka, id, "orders");
            assertThat(account.findings()).isEmpty();
            assertThat(account.progress().next())
                    .isEqualTo(stopped.sources().getFirst().tally().events());
            assertThat(running.runs().stop(id)).contains(stopped);
        }
        try (var running = TestProgram.start(kafka, program, sources)) {
            assertThat(running.runs().status(id).orElseThrow().run().state()).isEqualTo(RunState.STOPPED);
        }
    }

    @Test
    void shouldGoOnWithARunThatWasAskedFor() {
        var sources = Map.of("orders", numbered(topic, 0.01, null, 10));
        String id;
        try (var running = TestProgram.start(kafka, program, sources)) {
            var request = new RunRequest(List.of("orders"), new Rate(2_000), 1_000L, null);
            id = running.runs().start(request).run().id();
        }
        try (var running = TestProgram.start(kafka, program, sources)) {
            await().untilAsserted(() -> assertThat(
                            running.runs().status(id).orElseThrow().run().state())
                    .isEqualTo(RunState.ENDED));
        }
        var account = Account.of(kafka, id, "orders");
        assertThat(account.findings()).isEmpty();
        assertThat(account.progress().next()).isEqualTo(1_000);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1_000, 2_000})
    void shouldNotBeHeldUpByWhatADeadProgramLeftOpen(double newRate) throws Exception {
        var sources = Map.of("orders", numbered(topic, 1_000, null, 10));
        String id;
        try (var running = TestProgram.start(kafka, program, sources)) {
            awaitEvents(running, 10);
            id = running.newest(RunOrigin.FILE).run().id();
        }
        try (var died = amidATransaction(id)) {
            try (var running =
                    TestProgram.start(kafka, program, Map.of("orders", numbered(topic, newRate, null, 10)))) {
                assertThat(running.runs().status(id).orElseThrow().run().state())
                        .isEqualTo(newRate == 1_000 ? RunState.RUNNING : RunState.STOPPED);
                assertThat(kafka.read(DeadLetter.topicFor(topic))).isEmpty();
            }
            died.close(Duration.ZERO);
        }
        assertThat(Account.of(kafka, id, "orders").findings()).isEmpty();
    }

    /** The sender of a run's source, with a transaction that Kafka keeps open for longer than anybody here waits. */
    private Producer<byte[], byte[]> amidATransaction(String run) throws Exception {
        var progress = new ProgressReader(kafka.access()).readAll().get(run + "/orders");
        var sender = ProducerFactory.kafka()
                .create(kafka.access()
                        .with(Map.of(
                                "transactional.id", "millrace-" + run + "-orders", "transaction.timeout.ms", 600_000)));
        sender.initTransactions();
        sender.beginTransaction();
        sender.send(new ProducerRecord<>(DeadLetter.topicFor(topic), new byte[] {1}))
                .get();
        sender.send(new ProducerRecord<>(Progress.TOPIC, progress.key().getBytes(UTF_8), ProgressJson.write(progress)))
                .get();
        return sender;
    }

    @Test
    void shouldListRunsFromTheOldestToTheNewest() {
        var sources = Map.of("orders", numbered(topic, 0.01, null, 10));
        try (var running = TestProgram.start(kafka, program, sources)) {
            var first = running.runs().start(new RunRequest(List.of("orders"), null, null, null));
            var second = running.runs().start(new RunRequest(List.of("orders"), null, null, null));

            running.runs().stop(second.run().id());

            assertThat(running.runs().statuses())
                    .extracting(status -> status.run().id())
                    .endsWith(first.run().id(), second.run().id())
                    .hasSize(3);
        }
    }

    @Test
    void shouldRefuseASourceThatIsNotThereAndStartNothing() {
        try (var running = TestProgram.start(kafka, program, Map.of("orders", numbered(topic, 1, 1L, 10)))) {
            assertThatExceptionOfType(InvalidRunRequest.class)
                    .isThrownBy(() -> running.runs().start(new RunRequest(List.of("order"), null, null, null)))
                    .withMessageContaining("'order'");
            assertThat(running.runs().statuses()).hasSize(1);
            assertThat(running.runs().stop("r000000-000000")).isEmpty();
        }
    }

    @Test
    void shouldKeepTheRunOfSourcesThatTakeEventsIn() {
        Map<String, SourceDefinition> sources = Map.of("partners", http(topic, 100));
        String id;
        try (var running = TestProgram.start(kafka, program, sources)) {
            id = running.newest(RunOrigin.INTAKE).run().id();

            assertThatExceptionOfType(InvalidRunRequest.class)
                    .isThrownBy(() -> running.runs().stop(id))
                    .withMessageContaining("takes events in");
        }
        try (var running = TestProgram.start(kafka, program, Map.of("others", http(topic, 100)))) {
            var intake = running.newest(RunOrigin.INTAKE);
            assertThat(intake.run().id()).isEqualTo(id);
            assertThat(intake.sources()).extracting(SourceStatus::source).containsExactly("others");
        }
    }

    @Test
    void shouldShareTheShardsOfASourceAndTheControlOfRuns() {
        var sources = SharedProgram.sources(topic, 2_000, 1_000_000, SharedProgram.Kind.PLAIN);
        String id;
        try (var first = TestProgram.of(kafka, ProducerFactory.kafka(), program, "first", sources)) {
            first.runs().resume();
            awaitEvents(first, 10);
            id = first.newest(RunOrigin.FILE).run().id();
            try (var second = TestProgram.of(kafka, ProducerFactory.kafka(), program, "second", sources)) {
                second.runs().resume();

                // Each says of both what they send: three shards each.
                await().untilAsserted(() -> assertThat(List.of(senders(first), senders(second)))
                        .allSatisfy(senders -> assertThat(senders).isEqualTo(Map.of("first", 3L, "second", 3L))));
                var started = second.runs().start(new RunRequest(List.of("orders"), null, null, null));
                await().until(() -> first.runs()
                        .status(started.run().id())
                        .filter(status -> status.sources().getFirst().tally().events() > 0)
                        .isPresent());
                first.runs().stop(started.run().id());
                await().untilAsserted(() ->
                        assertThat(status(second, started).run().state()).isEqualTo(RunState.STOPPED));
                await().until(() -> status(second, started).sources().getFirst().shards().stream()
                        .noneMatch(shard -> shard.state() instanceof SourceState.Sending));
                assertThat(Account.of(kafka, started.run().id(), "orders").findings())
                        .isEmpty();
            }
            await().untilAsserted(() -> assertThat(senders(first)).isEqualTo(Map.of("first", 6L)));
            long reached =
                    first.newest(RunOrigin.FILE).sources().getFirst().tally().events();
            awaitEvents(first, reached + 100);
        }
        var account = Account.of(kafka, id, "orders");
        assertThat(account.findings()).isEmpty();
        assertThat(account.shards()).hasSize(6);
    }

    @Test
    void shouldTakePostsOnEveryInstanceInARunOfItsOwn() {
        var sources = Map.of("partners", http(topic, 100));
        try (var first = TestProgram.of(kafka, ProducerFactory.kafka(), program, "first", sources);
                var second = TestProgram.of(kafka, ProducerFactory.kafka(), program, "second", sources)) {
            first.runs().resume();
            second.runs().resume();

            await().untilAsserted(() -> assertThat(List.of(first, second))
                    .allSatisfy(running ->
                            assertThat(running.bodies().intake("partners")).isPresent()));
            await().until(() -> first.runs().statuses().size() == 2);
            assertThat(first.runs().statuses())
                    .extracting(status -> status.run().instance())
                    .containsExactlyInAnyOrder("first", "second");
        }
    }

    @Test
    void shouldChangeARateWhileARunGoesOnAndKeepTheChange() {
        var sources = Map.of("orders", numbered(topic, 500, null, 10));
        String id;
        try (var running = TestProgram.start(kafka, program, sources)) {
            awaitEvents(running, 10);
            id = running.newest(RunOrigin.FILE).run().id();

            assertThat(running.runs().change(id, List.of(), new Rate(4_000))).isPresent();

            await().until(() ->
                    running.newest(RunOrigin.FILE).sources().getFirst().targetRate() == 4_000);
            long reached =
                    running.newest(RunOrigin.FILE).sources().getFirst().tally().events();
            awaitEvents(running, reached + 2_000);
        }
        try (var again = TestProgram.start(kafka, program, sources)) {
            assertThat(again.newest(RunOrigin.FILE).run().id()).isEqualTo(id);
            await().until(() ->
                    again.newest(RunOrigin.FILE).sources().getFirst().targetRate() == 4_000);
        }
        var account = Account.of(kafka, id, "orders");
        assertThat(account.findings()).isEmpty();
        var times = kafka.read(topic).stream()
                .map(record -> record.event())
                .sorted(Comparator.comparingLong(
                        event -> event.knownOrigin().orElseThrow().index()))
                .map(event -> event.time())
                .toList();
        assertThat(Duration.between(times.get(0), times.get(1))).isEqualTo(Duration.ofMillis(2));
        int changed = 0;
        for (int i = 1; i < times.size(); i++) {
            var apart = Duration.between(times.get(i - 1), times.get(i));
            changed += apart.compareTo(Duration.ofNanos(251_000)) <= 0 ? 1 : 0;
        }
        assertThat(changed).isGreaterThanOrEqualTo(2_000);
    }

    @Test
    void shouldRefuseToChangeWhatHasNoRateOrIsOver() {
        var sources = Map.of("orders", numbered(topic, 1, null, 10), "partners", http(topic, 100));
        try (var running = TestProgram.start(kafka, program, sources)) {
            var started = running.runs().start(new RunRequest(List.of("orders"), null, null, null));
            var id = started.run().id();
            assertThatExceptionOfType(InvalidRunRequest.class)
                    .isThrownBy(() -> running.runs().change(id, List.of("partners"), new Rate(5)))
                    .withMessageContaining("not part of run");
            running.runs().stop(id);
            assertThatExceptionOfType(InvalidRunRequest.class)
                    .isThrownBy(() -> running.runs().change(id, List.of(), new Rate(5)))
                    .withMessageContaining("over");
            assertThat(running.runs().change("r000000-000000", List.of(), new Rate(5)))
                    .isEmpty();
        }
    }

    /** By instance, how many shards of the file's source it sends. */
    private static Map<String, Long> senders(TestProgram running) {
        return running.newest(RunOrigin.FILE).sources().getFirst().shards().stream()
                .collect(Collectors.groupingBy(ShardStatus::instance, Collectors.counting()));
    }

    @Test
    void shouldNotStartWhereOneOfItsRunsCannotBeRead() {
        kafka.write(
                Run.TOPIC,
                TestKafka.newName("run"),
                "{\"program\":\"" + program + "\",\"origin\":\"SOMETHING_NEWER\"}");

        try (var refused = TestProgram.of(kafka, program, Map.of("orders", numbered(topic, 1, 1L, 10)))) {
            assertThatExceptionOfType(RunLogUnreadable.class)
                    .isThrownBy(() -> refused.runs().resume())
                    .withMessageContaining("newer");
            assertThat(refused.runs().statuses()).isEmpty();
        }
        assertThat(kafka.read(topic)).isEmpty();
    }

    @Test
    void shouldNotMindARunOfAnotherProgramThatCannotBeRead() {
        kafka.write(Run.TOPIC, TestKafka.newName("run"), "{\"program\":\"other\",\"origin\":\"SOMETHING_NEWER\"}");

        try (var running = TestProgram.start(kafka, program, Map.of("orders", numbered(topic, 1, 1L, 10)))) {
            assertThat(running.runs().statuses()).hasSize(1);
        }
    }

    @Test
    void shouldStartNothingBeforeItHasFoundWhatWasThere() {
        var sources = Map.of("orders", numbered(topic, 0.01, null, 10));
        try (var running = TestProgram.of(kafka, program, sources)) {
            var request = new RunRequest(List.of("orders"), new Rate(5_000), 300L, null);
            assertThatExceptionOfType(RunLogUnavailable.class)
                    .isThrownBy(() -> running.runs().start(request))
                    .withMessageContaining("still starting");

            running.runs().resume();

            assertThat(running.runs().statuses())
                    .extracting(status -> status.run().origin())
                    .containsExactly(RunOrigin.FILE);
            var started = running.runs().start(request);
            await().untilAsserted(() ->
                    assertThat(status(running, started).run().state()).isEqualTo(RunState.ENDED));
        }
    }

    /** Who is told that nothing was started tries again: there must not be two runs then. */
    @Test
    void shouldNotGoOnWithARunOfWhichItSaidThatItWasNotStarted() {
        var sources = Map.of("orders", numbered(topic, 0.01, null, 10));
        var lossy = new LostAnswers();
        try (var running = TestProgram.of(kafka, lossy, program, sources)) {
            running.runs().resume();
            lossy.loseTheNext();
            assertThatExceptionOfType(RunLogUnavailable.class)
                    .isThrownBy(
                            () -> running.runs().start(new RunRequest(List.of("orders"), new Rate(5_000), null, null)));
            await().until(() -> running.runLog().read(program).values().stream()
                    .anyMatch(run -> run.origin() == RunOrigin.REQUEST && run.state() == RunState.STOPPED));
        }
        try (var running = TestProgram.start(kafka, program, sources)) {
            assertThat(running.newest(RunOrigin.REQUEST).run().state()).isEqualTo(RunState.STOPPED);
            assertThat(running.runs().statuses()).hasSize(2);
        }
    }

    @Test
    void shouldStartNothingOnceItIsClosed() {
        var running = TestProgram.start(kafka, program, Map.of("orders", numbered(topic, 1, 1L, 10)));
        running.close();

        assertThatExceptionOfType(InvalidRunRequest.class)
                .isThrownBy(() -> running.runs().start(new RunRequest(List.of("orders"), null, null, null)))
                .withMessageContaining("stopping");
        running.runs().close();
    }

    private static void awaitEvents(TestProgram running, long events) {
        await().until(() ->
                running.newest(RunOrigin.FILE).sources().getFirst().tally().events() >= events);
    }

    private static void awaitState(TestProgram running, RunState state) {
        await().until(() -> running.newest(RunOrigin.FILE).run().state() == state);
    }

    private static RunStatus status(TestProgram running, RunStatus started) {
        return running.runs().status(started.run().id()).orElseThrow();
    }
}
