package dev.millrace.flow.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.retry.Retry.Next.Again;
import dev.millrace.flow.retry.Retry.Next.GiveUp;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final RetrySettings settings = new RetrySettings(Duration.ofMillis(100), Duration.ofSeconds(2), 7);
    private final SplittableRandom random = new SplittableRandom(9);

    private Retry after(int tries) {
        var retry = Retry.begun(settings, NOON);
        for (int i = 1; i < tries; i++) {
            retry = retry.tried(NOON.plusSeconds(i));
        }
        return retry;
    }

    @ParameterizedTest(name = "after {0} tries up to {1} ms")
    @CsvSource({"1, 100", "2, 200", "3, 400", "5, 1600", "6, 2000"})
    void pausesAreSpreadFromNothingToALongestThatDoubles(int tries, long longest) {
        var pauses = random.doubles(2_000)
                .mapToLong(
                        ignored -> ((Again) after(tries).next(random)).pause().toMillis())
                .summaryStatistics();

        assertThat(pauses.getMin()).isLessThan(longest / 20);
        assertThat(pauses.getMax()).isBetween(longest * 95 / 100, longest);
        assertThat(pauses.getAverage()).isBetween(longest * 0.45, longest * 0.55);
    }

    @Test
    void itGivesUpInTheEndAndTellsWhenItTried() {
        assertThat(after(7).next(random)).isEqualTo(new GiveUp(7, NOON, NOON.plusSeconds(6)));
    }

    @Test
    void whatWasMissedIsCaughtUpWithOrSkippedAndCounted() {
        var catchUp = new ResumeSettings(OnResume.CATCH_UP, 3);
        var skip = new ResumeSettings(OnResume.SKIP, 3);

        assertThat(Resume.after(catchUp, 100, 350)).isEqualTo(new Resume(100, 0, 250));
        assertThat(Resume.after(skip, 100, 350)).isEqualTo(new Resume(350, 250, 0));
        assertThat(Resume.after(skip, 100, 90)).isEqualTo(new Resume(100, 0, 0));
    }

    @Test
    void catchingUpGoesSoManyTimesAsFastUntilThePresentIsReached() {
        // Out from 100 to 400, back since then.
        var catchUp = new CatchUp(3, 100, 400);

        assertThat(LongStream.of(400, 401, 450, 549, 550, 551, 9_000).map(catchUp::reached))
                .containsExactly(100L, 103L, 250L, 547L, 550L, 551L, 9_000L);
    }

    @Test
    void whereThereWasNoOutageAllThatIsDueMayBeSent() {
        assertThat(LongStream.of(Long.MIN_VALUE, -5, 0, 7, Long.MAX_VALUE).map(CatchUp.none()::reached))
                .containsExactly(Long.MIN_VALUE, -5L, 0L, 7L, Long.MAX_VALUE);
    }
}
