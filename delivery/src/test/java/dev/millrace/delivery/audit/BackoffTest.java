package dev.millrace.delivery.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final long SEED = 7;
    private static final RetrySettings SETTINGS =
            new RetrySettings(Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(1));

    private final Backoff backoff = new Backoff(SETTINGS, new Random(SEED));

    @Test
    void shouldDoubleTheWaitUpToTheLongestAndShortenEachByUpToHalf() {
        for (var most : new long[] {100, 200, 400, 800, 1000, 1000, 1000}) {
            assertThat(backoff.next())
                    .as("seed %d", SEED)
                    .isBetween(Duration.ofMillis(most / 2), Duration.ofMillis(most));
        }
    }

    @Test
    void shouldStayAtTheLongestHoweverOftenItFails() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(backoff.next()).isPositive().isLessThanOrEqualTo(SETTINGS.longest());
        }
    }

    @Test
    void shouldBeginAnewAfterASuccess() {
        backoff.next();
        backoff.next();

        backoff.reset();

        assertThat(backoff.next()).isLessThanOrEqualTo(SETTINGS.first());
    }
}
