package dev.millrace.generator.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class SharedReadingTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    /** For which keys it was read, round by round. */
    private final List<Set<String>> rounds = new CopyOnWriteArrayList<>();

    private final Semaphore leave = new Semaphore(0);
    private final BlockingQueue<RuntimeException> failures = new LinkedBlockingQueue<>();
    private final SharedReading<String> reading = new SharedReading<>(this::round);
    private final List<Thread> askers = new CopyOnWriteArrayList<>();

    @Test
    void shouldReadOnceForAllWhoComeWhileItIsRead() {
        var first = ask("k0");
        await().until(() -> rounds.size() == 1);
        var others = new ArrayList<CompletableFuture<Optional<String>>>();
        for (int i = 1; i <= 20; i++) {
            others.add(ask("k" + i));
        }
        awaitWaiting(20);

        leave.release(2);

        assertThat(first.join()).contains("k0 of round 1");
        for (int i = 1; i <= 20; i++) {
            // Not of the round that was under way when it was asked for.
            assertThat(others.get(i - 1).join()).contains("k" + i + " of round 2");
        }
        assertThat(rounds).hasSize(2).last().satisfies(keys -> assertThat(keys).hasSize(20));
    }

    @Test
    void shouldReadAnewForWhoComesLater() {
        leave.release(2);

        assertThat(reading.read("k", LONG)).contains("k of round 1");
        assertThat(reading.read("k", LONG)).contains("k of round 2");
    }

    @Test
    void shouldTellAllOfAFailureAndReadAgainForTheNext() {
        var first = ask("k0");
        await().until(() -> rounds.size() == 1);
        var others = List.of(ask("k1"), ask("k2"));
        awaitWaiting(2);
        leave.release();
        assertThat(first.join()).isPresent();
        failures.add(new AuthorizationException("planted"));
        leave.release();

        assertThat(others)
                .allSatisfy(other -> assertThatExceptionOfType(CompletionException.class)
                        .isThrownBy(other::join)
                        .withCauseInstanceOf(AuthorizationException.class));

        leave.release();
        assertThat(reading.read("k3", LONG)).contains("k3 of round 3");
    }

    @Test
    void shouldNotWaitForOthersForEver() {
        var first = ask("k0");
        await().until(() -> rounds.size() == 1);

        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> reading.read("k1", Duration.ofMillis(10)))
                .withMessageContaining("others");

        leave.release();
        assertThat(first.join()).isPresent();
    }

    @Test
    void shouldLeaveTheRoundToTheOthersWhereTheOneWhoReadsIsInterrupted() {
        var first = ask("k0");
        await().until(() -> rounds.size() == 1);
        askers.getFirst().interrupt();
        assertThatExceptionOfType(CompletionException.class).isThrownBy(first::join);

        leave.release();

        assertThat(reading.read("k1", LONG)).contains("k1 of round 2");
    }

    private CompletableFuture<Optional<String>> ask(String key) {
        var answer = new CompletableFuture<Optional<String>>();
        askers.add(Thread.ofPlatform().daemon().start(() -> {
            try {
                answer.complete(reading.read(key, LONG));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        }));
        return answer;
    }

    private void awaitWaiting(int threads) {
        await().until(() -> askers.stream()
                        .filter(asker -> asker.getState() == Thread.State.TIMED_WAITING)
                        .count()
                == threads);
    }

    private Map<String, String> round(Set<String> keys) {
        rounds.add(keys);
        int number = rounds.size();
        try {
            leave.acquire();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        var failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
        return keys.stream().collect(Collectors.toMap(key -> key, key -> key + " of round " + number));
    }
}
