package dev.millrace.generator.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.millrace.event.EventData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class IntakeTest {
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
        intake.open();

        assertThat(intake.take(events(1)).toCompletableFuture()).isNotDone();
        assertThat(intake.next(100, 0)).hasSize(1);
    }

    /** Whoever comes while the door opens and closes is answered, and nobody is both refused and handed on. */
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
                        busy.open();
                    }
                } else {
                    busy.open();
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

    private static IntakeUnavailable failure(CompletionStage<IntakeReceipt> answer) {
        var failed = answer.toCompletableFuture();
        assertThat(failed).failsWithin(Duration.ZERO).withThrowableOfType(ExecutionException.class);
        return assertThat(failed.exceptionNow())
                .asInstanceOf(type(IntakeUnavailable.class))
                .actual();
    }
}
