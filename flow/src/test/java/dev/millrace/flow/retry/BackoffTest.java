package dev.millrace.flow.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final RetrySettings settings = new RetrySettings(Duration.ofMillis(100), Duration.ofSeconds(1));
    private final Backoff backoff = new Backoff(settings, new Random(20_261_121));

    @Test
    void shouldDoubleUpToTheLongestAndShortenEachByUpToHalf() {
        for (int longest : new int[] {100, 200, 400, 800, 1_000, 1_000, 1_000}) {
            assertThat(backoff.next()).isBetween(Duration.ofMillis(longest / 2), Duration.ofMillis(longest));
        }
    }

    @Test
    void shouldBeginAnewAfterAReset() {
        backoff.next();
        backoff.next();
        backoff.reset();

        assertThat(backoff.next()).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
    }

    @Test
    void shouldNotSendManyBackAtTheSameMoment() {
        var other = new Backoff(settings, new Random(7));

        assertThat(backoff.next()).isNotEqualTo(other.next());
    }
}
