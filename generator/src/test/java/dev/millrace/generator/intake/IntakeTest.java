package dev.millrace.generator.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.millrace.event.EventData;
import dev.millrace.event.Origin;
import dev.millrace.event.json.CloudEventWriter;
import dev.millrace.flow.shed.Machine;
import dev.millrace.flow.shed.Priority;
import dev.millrace.flow.shed.ShedSettings;
import dev.millrace.flow.shed.Verdict;
import dev.millrace.generator.channel.ProducerTuning;
import dev.millrace.generator.flow.FlowSettings;
import dev.millrace.generator.flow.Shedding;
import dev.millrace.generator.flow.SourceFlows;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntakeTest {
    private static final RecordSize SIZE = new RecordSize("run", "partners", "partners", 2_000);

    private final IntakeUnavailable away = new IntakeUnavailable(IntakeUnavailable.Cause.KAFKA, "away");

    private final Intake intake = new Intake(10);

    @Test
    void shouldHandPostingsOnInOrderAndWhole() throws Exception {
        intake.take(events(2));
        intake.take(events(3));

        assertThat(intake.depth()).isEqualTo(5);
        assertThat(intake.next(100, 0))
                .extracting(posting -> posting.events().size())
                .containsExactly(2, 3);
        assertThat(intake.depth()).isZero();
    }

    @Test
    void shouldNotCutAPostingToFitABatch() throws Exception {
        intake.take(events(4));
        intake.take(events(4));

        assertThat(intake.next(3, 0))
                .extracting(posting -> posting.events().size())
                .containsExactly(4);
        assertThat(intake.next(3, 0)).hasSize(1);
        assertThat(intake.next(3, 0)).isEmpty();
    }

    @Test
    void shouldRefuseAtOnceWhatDoesNotFit() throws Exception {
        intake.take(events(8));

        assertThat(failure(intake.take(events(3))).why()).isEqualTo(IntakeUnavailable.Cause.QUEUE_FULL);
        assertThat(intake.take(events(2)).toCompletableFuture()).isNotDone();
        assertThat(intake.depth()).isEqualTo(10);

        intake.next(100, 0);
        assertThat(intake.take(events(3)).toCompletableFuture()).isNotDone();
    }

    @Test
    void shouldRefuseForGoodWhatCanNeverFit() {
        assertThat(refusal(intake.take(events(11)))).isEqualTo(new IntakeRefused.Why.TooMany(11, 10));
        assertThat(intake.depth()).isZero();

        intake.close(away);
        assertThat(refusal(intake.take(events(11)))).isInstanceOf(IntakeRefused.Why.TooMany.class);
    }

    @Test
    void shouldRefuseAnEventForWhichItsTopicHasNoRoom() {
        intake.open(SIZE);
        // Together with its key and its envelope, each is near the limit on another side.
        var fits = posted("k".repeat(100), 1_400);
        var tooLarge = posted("k".repeat(500), 1_400);

        assertThat(intake.take(List.of(fits)).toCompletableFuture()).isNotDone();
        assertThat(refusal(intake.take(List.of(fits, tooLarge))))
                .isInstanceOfSatisfying(IntakeRefused.Why.TooLarge.class, why -> {
                    assertThat(why.position()).isEqualTo(1);
                    assertThat(why.bytes()).isBetween(2_401L, 3_000L);
                    assertThat(why.limit()).isEqualTo(2_000);
                });
        assertThat(intake.depth()).isEqualTo(1);
    }

    /** What the estimate lets through must not be too large in truth. */
    @Test
    void shouldNeverTakeForSmallWhatIsLarge() {
        long seed = 20_261_122;
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            var event = new PostedEvent(
                    text(random),
                    text(random),
                    null,
                    text(random),
                    text(random),
                    null,
                    Map.of("x", text(random), "y", text(random)),
                    EventData.ofJson('"' + "d".repeat(random.nextInt(3_000)) + '"'));
            var written = event.at(new Origin("run", Long.MAX_VALUE), "partners", "partners", Instant.now());
            int keyBytes = Objects.requireNonNull(event.key()).getBytes(StandardCharsets.UTF_8).length;
            long bytes = (long) keyBytes + new CloudEventWriter().toBytes(written).length;
            var largest = new RecordSize("run", "partners", "partners", bytes);
            var smaller = new RecordSize("run", "partners", "partners", bytes - 1);

            assertThat(largest.tooLarge(List.of(event))).as("seed %d", seed).isEmpty();
            assertThat(smaller.tooLarge(List.of(event))).as("seed %d", seed).isPresent();
        }
    }

    @Test
    void shouldFailWhatWaitsAndWhatComesWhileItIsClosed() {
        var waiting = intake.take(events(2));

        intake.close(away);

        assertThat(failure(waiting)).isSameAs(away);
        assertThat(failure(intake.take(events(1)))).isSameAs(away);
        assertThat(intake.depth()).isZero();
    }

    @Test
    void shouldTakeAgainOnceItIsOpen() throws Exception {
        intake.close(away);
        intake.open(SIZE);

        assertThat(intake.take(events(1)).toCompletableFuture()).isNotDone();
        assertThat(intake.next(100, 0)).hasSize(1);
    }

    /** Whoever comes while the door opens and closes is answered, and nobody is both refused and handed on. */
    @Test
    void shouldRefuseAtOnceWhileThereIsAnObstacle() throws Exception {
        var obstacle = new AtomicReference<>(Optional.of("the breaker is open"));
        var guarded = new Intake(10, 10, obstacle::get, Shedding.never());
        guarded.open(SIZE);

        assertThat(failure(guarded.take(events(1))))
                .hasMessage("Kafka cannot be written to: the breaker is open")
                .extracting(IntakeUnavailable::why)
                .isEqualTo(IntakeUnavailable.Cause.KAFKA);
        assertThat(guarded.depth()).isZero();

        obstacle.set(Optional.empty());
        guarded.take(events(1));
        assertThat(guarded.next(10, 1_000)).hasSize(1);
    }

    @Test
    void shouldRefuseForGoodWhatALimitWouldNotLetThroughTogether() {
        var limited = new Intake(10, 4, Optional::empty, Shedding.never());
        limited.open(SIZE);

        assertThat(refusal(limited.take(events(5)))).isEqualTo(new IntakeRefused.Why.TooMany(5, 4));
    }

    @ParameterizedTest(name = "a heap that is 87.5 % full turns away a share of {1} where priority is {0}")
    @CsvSource({"LOW, 1", "NORMAL, 0.5", "HIGH, 0", "VITAL, 0"})
    void shouldTurnAwayByPriorityWhatMemoryHasNoRoomFor(Priority priority, double share) throws Exception {
        var shedding = shedding(priority, () -> 0.875);
        var pressed = new Intake(10, 10, Optional::empty, shedding);
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            var answer = pressed.take(events(2));
            if (answer.toCompletableFuture().isDone()) {
                refused += 2;
                assertThat(failure(answer))
                        .hasMessage("memory is running short")
                        .extracting(IntakeUnavailable::why)
                        .isEqualTo(IntakeUnavailable.Cause.PRESSURE);
            }
            pressed.next(10, 0);
        }

        assertThat(refused / 4_000.0).isBetween(share - 0.06, share + 0.06);
        assertThat(shedding.count(Verdict.HEAP)).isEqualTo(refused);
        assertThat(pressed.turnedAway()).isEqualTo(refused);
    }

    @Test
    void shouldTurnAwayMoreTheFullerTheQueueIs() {
        var shedding = shedding(Priority.NORMAL, () -> 0);
        var pressed = new Intake(1_000, 1_000, Optional::empty, shedding);
        // Whatever fits into an empty queue is let in.
        assertThat(pressed.take(events(700)).toCompletableFuture()).isNotDone();
        for (int i = 0; i < 10_000; i++) {
            pressed.take(events(1));
        }

        // From 78.3 % on some are turned away, from 86.7 % on all.
        assertThat(pressed.depth()).isBetween(850, 868);
        assertThat(shedding.count(Verdict.QUEUE)).isEqualTo(700 + 10_000 - pressed.depth());
        assertThat(pressed.turnedAway()).isEqualTo(shedding.count(Verdict.QUEUE));
    }

    @Test
    void shouldCountWhoeverIsToComeAgainAndNobodyElse() {
        var shedding = Shedding.never();
        var counting = new Intake(10, 10, Optional::empty, shedding);
        counting.take(events(8));
        counting.take(events(3));
        counting.close(away);
        counting.take(events(11));
        counting.close(new IntakeUnavailable(IntakeUnavailable.Cause.STOPPING, "over"));
        counting.take(events(1));

        assertThat(shedding.count(Verdict.QUEUE)).isEqualTo(3);
        assertThat(shedding.count(Verdict.OUTAGE)).isEqualTo(8);
        assertThat(counting.turnedAway()).isEqualTo(11);
    }

    private static Shedding shedding(Priority priority, DoubleSupplier heap) {
        var settings = new FlowSettings(null, null, null, null, null, ShedSettings.defaults(), priority, null);
        return SourceFlows.of(settings, Map.of(), new Machine(heap, () -> 0, () -> 0), Clock.systemUTC())
                .flow("partners", ProducerTuning.BUFFER)
                .shedding();
    }

    @Test
    void shouldLeaveNobodyWithoutAnAnswer() throws Exception {
        long seed = 20_261_121;
        var random = new Random(seed);
        var busy = new Intake(50);
        var answers = Collections.synchronizedList(new ArrayList<CompletableFuture<IntakeReceipt>>());
        try (var senders = Executors.newFixedThreadPool(4)) {
            for (int sender = 0; sender < 4; sender++) {
                senders.execute(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        answers.add(busy.take(events(1)).toCompletableFuture());
                    }
                });
            }
            senders.shutdown();
            while (!senders.awaitTermination(0, TimeUnit.NANOSECONDS)) {
                for (var posting : busy.next(10, 1)) {
                    assertThat(posting.done())
                            .as("handed on, so not refused; seed %d", seed)
                            .isNotDone();
                    posting.complete("run", 0);
                }
                if (random.nextInt(5) == 0) {
                    busy.close(away);
                    if (random.nextBoolean()) {
                        busy.open(SIZE);
                    }
                } else {
                    busy.open(SIZE);
                }
            }
        }
        busy.close(away);

        assertThat(answers)
                .hasSize(80_000)
                .allSatisfy(answer -> assertThat(answer.isDone()).isTrue());
        assertThat(busy.depth()).isZero();
    }

    private static List<PostedEvent> events(int count) {
        var event = new PostedEvent(null, null, null, null, null, null, Map.of(), EventData.NULL);
        return Collections.nCopies(count, event);
    }

    private static PostedEvent posted(String key, int data) {
        return new PostedEvent(
                null, null, null, key, null, null, Map.of(), EventData.ofJson('"' + "x".repeat(data) + '"'));
    }

    private static String text(Random random) {
        return "a" + "\u0001ü\"€".repeat(random.nextInt(50));
    }

    private static IntakeRefused.Why refusal(CompletionStage<IntakeReceipt> answer) {
        var failed = answer.toCompletableFuture();
        assertThat(failed).isCompletedExceptionally();
        return assertThat(failed.exceptionNow())
                .asInstanceOf(type(IntakeRefused.class))
                .actual()
                .why();
    }

    private static IntakeUnavailable failure(CompletionStage<IntakeReceipt> answer) {
        var failed = answer.toCompletableFuture();
        assertThat(failed).failsWithin(Duration.ZERO).withThrowableOfType(ExecutionException.class);
        return assertThat(failed.exceptionNow())
                .asInstanceOf(type(IntakeUnavailable.class))
                .actual();
    }
}
