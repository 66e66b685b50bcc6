package dev.millrace.generator.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.event.DeadLetter;
import dev.millrace.event.EventData;
import dev.millrace.event.progress.DeviationKind;
import dev.millrace.event.progress.SourceKind;
import dev.millrace.generator.channel.ChannelFactory;
import dev.millrace.generator.channel.ChannelKey;
import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.ProducerFactory;
import dev.millrace.generator.loop.SourceState;
import dev.millrace.generator.loop.SourceTask;
import dev.millrace.generator.testing.Account;
import dev.millrace.generator.testing.FaultyProducers;
import dev.millrace.generator.testing.TestKafka;
import dev.millrace.generator.testing.TestProgram;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeIT {
    private static final Map<String, Double> OFTEN =
            Map.of("beginTransaction", 0.05, "send", 0.005, "commitTransaction", 0.25);

    private final TestKafka kafka = TestKafka.shared();
    private final String topic = kafka.newTopic("intake", 3);
    private final String run = TestKafka.newName("run");
    private final Intake intake = new Intake(1_000);

    @Test
    void shouldAnswerWhenTheEventsAreCommittedAndSayWhereTheyAre() throws Exception {
        try (var task = start(ProducerFactory.kafka())) {
            var first = post(0, 2).answer().get(30, TimeUnit.SECONDS);
            assertThat(kafka.readNow(topic)).hasSize(2);
            var second = post(1, 3).answer().get(30, TimeUnit.SECONDS);

            assertThat(first).isEqualTo(new IntakeReceipt(run, 0, 2));
            assertThat(second).isEqualTo(new IntakeReceipt(run, 2, 3));
            assertThat(task.tally().events()).isEqualTo(5);
        }
    }

    @Test
    void shouldTurnAwayWhoeverComesAfterTheEnd() throws Exception {
        try (var task = start(ProducerFactory.kafka())) {
            post(0, 1).answer().get(30, TimeUnit.SECONDS);
            task.stop();
            assertThat(task.join(Duration.ofSeconds(30))).isTrue();
        }
        assertThat(failure(post(1, 1)).why()).isEqualTo(IntakeUnavailable.Cause.STOPPING);
    }

    @Test
    void shouldNotClaimToKnowWhatItCannotFindOut() throws Exception {
        // Each commit succeeds but looks as if it did not, and after it no channel can be opened any more.
        var lying = new FaultyProducers(1, 100, Map.of("commitTransaction", 1.0)) {
            @Override
            public Producer<byte[], byte[]> create(Map<String, Object> properties) {
                if (faults() > 0) {
                    throw new KafkaException("planted: no way to Kafka");
                }
                return super.create(properties);
            }

            @Override
            protected boolean before(String method) {
                return false;
            }
        };
        Posted posted;
        try (var task = start(lying)) {
            posted = post(0, 1);
            await().until(() -> lying.faultsAfter() == 1);
            await().until(() -> task.state() instanceof SourceState.Waiting);
            assertThat(posted.answer()).isNotDone();
            assertThat(failure(post(1, 1)).why()).isEqualTo(IntakeUnavailable.Cause.KAFKA);
        }
        assertThat(failure(posted).why()).isEqualTo(IntakeUnavailable.Cause.UNCERTAIN);
        assertThat(kafka.read(topic)).hasSize(1);
    }

    @Test
    void shouldNotFailWhatCameTogetherWithAnEventThatKafkaWillNotTake() throws Exception {
        // On such a topic every event must have a key.
        kafka.configure(topic, "cleanup.policy", "compact");
        var keyless = new PostedEvent("keyless", null, null, null, null, null, Map.of(), EventData.NULL);
        var before = post(0, 2);
        var guilty = intake.take(List.of(keyless)).toCompletableFuture();
        var after = post(1, 2);
        try (var task = start(ProducerFactory.kafka())) {
            var receipts = List.of(
                    before.answer().get(30, TimeUnit.SECONDS),
                    guilty.get(30, TimeUnit.SECONDS),
                    after.answer().get(30, TimeUnit.SECONDS));

            assertThat(receipts)
                    .containsExactly(
                            new IntakeReceipt(run, 0, 2), new IntakeReceipt(run, 2, 1), new IntakeReceipt(run, 3, 2));
            assertThat(task.tally().deadLettered()).isEqualTo(1);
        }
        assertThat(Account.of(kafka, run, "partners").findings()).isEmpty();
    }

    @Test
    void shouldRefuseBeforeItIsTakenWhatTheTopicHasNoRoomFor() throws Exception {
        kafka.configure(topic, "max.message.bytes", "20000");
        var data = EventData.ofJson('"' + "x".repeat(18_900) + '"');
        try (var task = start(ProducerFactory.kafka())) {
            post(0, 1).answer().get(30, TimeUnit.SECONDS);
            var large = new PostedEvent("large", null, null, null, null, null, Map.of(), data);

            var answer = intake.take(List.of(large)).toCompletableFuture();

            assertThat(answer.exceptionNow())
                    .isInstanceOfSatisfying(
                            IntakeRefused.class,
                            refused -> assertThat(refused.why()).isInstanceOf(IntakeRefused.Why.TooLarge.class));
            assertThat(task.tally().events()).isEqualTo(1);
        }
        assertThat(kafka.read(DeadLetter.topicFor(topic))).isEmpty();
    }

    @Test
    void shouldNotTakeAnothersCommitForItsOwn() throws Exception {
        var other = new ChannelFactory(kafka.access(), ProducerFactory.kafka(), TestProgram.QUICK, Clock.systemUTC());
        // Asleep at its commit, it is given up, and somebody else goes on: with as many events as it had.
        var asleep = new FaultyProducers(1, 1, Map.of("commitTransaction", 1.0)) {
            @Override
            protected boolean before(String method) {
                try (var channel = other.open(new ChannelKey(run, "partners", SourceKind.INGESTED, topic))) {
                    channel.send(null, "{}".getBytes(UTF_8), 1);
                    channel.send(null, "{}".getBytes(UTF_8), 1);
                    channel.commit(Map.of(), false);
                } catch (ChannelLost e) {
                    throw new AssertionError(e);
                }
                return true;
            }
        };
        var posted = post(0, 2);
        try (var task = start(asleep)) {
            await().until(posted.answer()::isDone);
            assertThat(post(1, 1).answer().get(30, TimeUnit.SECONDS)).isEqualTo(new IntakeReceipt(run, 2, 1));
            assertThat(task.tally().events()).isEqualTo(3);
        }

        assertThat(failure(posted).why()).isEqualTo(IntakeUnavailable.Cause.UNCERTAIN);
        assertThat(kafka.read(topic))
                .filteredOn(record -> record.text().contains("0-0"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldTellTheTruthWhateverFails(long seed) throws Exception {
        assertTruthful(seed, 8);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    @Tag("faults")
    void shouldTellTheTruthHoweverOftenSomethingFails(long seed) throws Exception {
        assertTruthful(seed, 50);
    }

    /** Every receipt holds, every failure holds, and nothing is there twice or out of nowhere. */
    private void assertTruthful(long seed, int faults) throws Exception {
        var producers = new FaultyProducers(seed, faults, OFTEN);
        var random = new Random(seed);
        var postings = new ArrayList<Posted>();
        var window = new ArrayList<Posted>();
        long unannounced;
        try (var task = start(producers)) {
            while (producers.faults() < faults || window.size() < 20) {
                var posted = post(postings.size(), 1 + random.nextInt(20));
                postings.add(posted);
                window.add(posted);
                if (window.size() > 20) {
                    awaitAnswer(window.removeFirst());
                }
            }
            window.forEach(IntakeIT::awaitAnswer);
            task.close();
            unannounced = task.turnedAway();
        }

        var indices = new HashMap<String, Long>();
        for (var record : kafka.read(topic)) {
            var event = record.event();
            assertThat(indices.put(event.id(), event.origin().index()))
                    .as(event.id())
                    .isNull();
        }
        int refused = 0;
        for (var posted : postings) {
            if (posted.answer().isCompletedExceptionally()) {
                assertThat(failure(posted).why()).isNotEqualTo(IntakeUnavailable.Cause.UNCERTAIN);
                assertThat(posted.ids()).as("refused, seed %d", seed).noneMatch(indices::containsKey);
                refused += posted.ids().size();
            } else {
                assertHolds(posted, indices);
                posted.ids().forEach(indices::remove);
            }
        }
        assertThat(indices).as("events nobody has a receipt for").isEmpty();
        assertThat(refused).isPositive();
        assertThat(producers.faultsAfter()).isPositive();
        var account = Account.of(kafka, run, "partners");
        assertThat(account.findings()).isEmpty();
        // Who was turned away is in the ledger; of the last few it may be that nobody could say so.
        assertThat(intake.turnedAway()).isEqualTo(refused);
        assertThat(refused - account.announced(DeviationKind.REJECTED)).isBetween(0L, unannounced);
    }

    @Test
    void shouldTellTheLedgerHowManyWereTurnedAwayThoughNobodyElseComes() throws Exception {
        try (var task = start(ProducerFactory.kafka())) {
            post(0, 1).answer().get(30, TimeUnit.SECONDS);
            // More than the queue has room for when all come at once.
            for (int i = 1; i <= 1_500; i++) {
                post(i, 20);
            }
            long turnedAway = intake.turnedAway();
            await().until(() -> intake.depth() == 0 && task.turnedAway() == 0);

            assertThat(turnedAway).isPositive();
            assertThat(task.tally().of(DeviationKind.REJECTED)).isEqualTo(intake.turnedAway());
            assertThat(task.tally().acknowledged()).isEqualTo(1 + 1_500 * 20 - intake.turnedAway());
        }
        assertThat(Account.of(kafka, run, "partners").findings()).isEmpty();
    }

    private static void awaitAnswer(Posted posted) {
        await().pollInterval(Duration.ofMillis(1)).until(posted.answer()::isDone);
    }

    private void assertHolds(Posted posted, Map<String, Long> indices) {
        var receipt = posted.answer().resultNow();
        assertThat(receipt.run()).isEqualTo(run);
        assertThat(receipt.accepted()).isEqualTo(posted.ids().size());
        for (int i = 0; i < posted.ids().size(); i++) {
            assertThat(indices.get(posted.ids().get(i))).isEqualTo(receipt.firstIndex() + i);
        }
    }

    private Posted post(int number, int count) {
        var events = new ArrayList<PostedEvent>();
        var ids = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            var id = number + "-" + i;
            ids.add(id);
            events.add(new PostedEvent(id, null, null, "key-" + number % 5, null, null, Map.of(), EventData.NULL));
        }
        return new Posted(ids, intake.take(events).toCompletableFuture());
    }

    private SourceTask start(ProducerFactory producers) {
        var channels = new ChannelFactory(kafka.access(), producers, TestProgram.QUICK, Clock.systemUTC());
        return SourceTask.start(
                new ChannelKey(run, "partners", SourceKind.INGESTED, topic),
                channels,
                new IntakeBody(intake, "partners", Clock.systemUTC()));
    }

    private static IntakeUnavailable failure(Posted posted) {
        return (IntakeUnavailable) posted.answer().exceptionNow();
    }

    /** Events somebody sent, and the answer to come. */
    private record Posted(List<String> ids, CompletableFuture<IntakeReceipt> answer) {}
}
