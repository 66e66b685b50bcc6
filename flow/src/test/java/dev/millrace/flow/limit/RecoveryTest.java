package dev.millrace.flow.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.settings.Rate;
import dev.millrace.settings.Share;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** One instance that comes back to a log, step by step, with a log that answers when the test says so. */
class RecoveryTest {
    private static final long MILLI = 1_000_000;

    private record Asked(LeaseRequest request, CompletableFuture<LeaseReply> answer) {}

    private final Queue<Asked> asked = new ArrayDeque<>();
    private long now = 1_000 * MILLI;
    private final SharedLimit limit = new SharedLimit(
            "shop",
            new LimitSettings(new Rate(20_000.0), Duration.ofSeconds(1), new Share(0), List.of("orders")),
            "one",
            request -> {
                var answer = new CompletableFuture<LeaseReply>();
                asked.add(new Asked(request, answer));
                return answer;
            },
            () -> now);

    /** Takes all there is for so long. */
    private long take(long millis) {
        long got = 0;
        for (long end = now + millis * MILLI; now < end; now += MILLI / 2) {
            got += limit.tryAcquire(500);
        }
        return got;
    }

    private long takeUntilAsked() {
        long got = 0;
        while (asked.isEmpty()) {
            got += take(1);
        }
        return got;
    }

    /** It has not reached the log from the beginning, and has waited for it long enough. */
    private void untilAlone() {
        while (limit.status().mode() == LimiterMode.REDIS) {
            now += MILLI / 2;
            assertThat(limit.tryAcquire(500)).isZero();
            while (!asked.isEmpty()) {
                asked.remove().answer.completeExceptionally(new IOException("out of reach"));
            }
        }
    }

    private void answer(Asked question) {
        question.answer.complete(new LeaseReply(0, 10_000, 0, 1, 20_000_000, now / 1_000, 1, 1));
    }

    @Test
    void whoBeginsWaitsForTheLogBeforeItDecidesAlone() {
        long begun = now;

        untilAlone();

        assertThat(now - begun).isBetween(4_990 * MILLI, 5_100 * MILLI);
        assertThat(take(100)).isPositive();
    }

    @Test
    void whoBeginsTakesNothingUntilTheLogAnswersHoweverLateItIsReached() {
        long end = now + 4_500 * MILLI;
        while (now < end) {
            assertThat(take(1)).isZero();
            asked.forEach(question -> question.answer.completeExceptionally(new IOException("not connected yet")));
            asked.clear();
        }
        takeUntilAsked();

        answer(asked.remove());

        assertThat(takeUntilAsked()).isZero();
        assertThat(asked.remove().request.want()).isPositive();
        assertThat(limit.status().mode()).isEqualTo(LimiterMode.REDIS);
        assertThat(limit.status().failures()).isZero();
    }

    @Test
    void whoOnlyLooksLearnsThatTheLogIsGoneAndThatItIsBack() {
        takeUntilAsked();
        answer(asked.remove());
        for (long end = now + 2_000 * MILLI; now < end; now += 100 * MILLI) {
            assertThat(limit.status().mode()).isEqualTo(LimiterMode.REDIS);
            asked.forEach(this::answer);
            asked.clear();
        }

        var seen = new ArrayList<LimiterMode>();
        for (int i = 0; i < 60; i++, now += 100 * MILLI) {
            seen.add(limit.status().mode());
            boolean gone = i < 30;
            asked.forEach(question -> {
                if (gone) {
                    question.answer.completeExceptionally(new IOException("out of reach"));
                } else {
                    answer(question);
                }
            });
            asked.clear();
        }

        assertThat(seen.subList(12, 30)).containsOnly(LimiterMode.LOCAL);
        assertThat(seen.subList(34, 60)).containsOnly(LimiterMode.REDIS);
    }

    @Test
    void nothingIsSpentWhileTheLogIsBeingToldWhatWasSpent() {
        untilAlone();
        long alone = takeUntilAsked();
        var knock = asked.remove();
        // As if a permit could be taken at the very moment in which the knock is answered.
        alone += take(3);
        answer(knock);
        alone += takeUntilAsked();

        var told = asked.remove().request;

        assertThat(alone).isPositive();
        assertThat(told.spent().stream().mapToLong(SpentPermits::count).sum()).isEqualTo(alone);
        assertThat(take(40)).isZero();
    }

    @Test
    void whoLeavesSaysWhatItSpentAloneAndAsksNothingMore() {
        untilAlone();
        long alone = take(20);
        asked.clear();

        limit.close();
        limit.close();
        var left = asked.remove().request;

        assertThat(alone).isPositive();
        assertThat(left.leaving()).isTrue();
        assertThat(left.spent().stream().mapToLong(SpentPermits::count).sum()).isEqualTo(alone);
        assertThat(take(200)).isZero();
        assertThat(asked).isEmpty();
    }

    @Test
    void itGoesOnAloneIfTheLogDoesNotAnswerAfterAll() {
        untilAlone();
        takeUntilAsked();
        answer(asked.remove());
        takeUntilAsked();

        take(51);

        assertThat(limit.status().mode()).isEqualTo(LimiterMode.LOCAL);
        assertThat(take(50)).isPositive();
    }
}
