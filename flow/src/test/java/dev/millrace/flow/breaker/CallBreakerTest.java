package dev.millrace.flow.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flow.breaker.BreakerListener.Change;
import dev.millrace.settings.Share;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallBreakerTest {
    private static final long QUICK = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long SLOW = TimeUnit.MILLISECONDS.toNanos(300);

    private final BreakerSettings settings = new BreakerSettings(
            new Share(0.5), Duration.ofMillis(200), new Share(0.8), 20, 10, Duration.ofSeconds(3), 2);
    private final List<Change> changes = new ArrayList<>();
    private final Hand clock = new Hand();
    private final CallBreaker breaker = new CallBreaker("kafka", settings, clock, changes::add);

    /** A clock that is moved by hand. */
    private static final class Hand extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void forward(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private void calls(int count, boolean good, long nanos) {
        for (int i = 0; i < count && breaker.tryPermission(); i++) {
            if (good) {
                breaker.onSuccess(nanos);
            } else {
                breaker.onFailure(nanos);
            }
        }
    }

    @Test
    void itOpensWhenTooManyCallsFail() {
        calls(10, true, QUICK);
        calls(10, false, QUICK);

        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(breaker.tryPermission()).isFalse();
        assertThat(changes).containsExactly(new Change("kafka", BreakerState.CLOSED, BreakerState.OPEN));
    }

    @Test
    void itOpensWhenTooManyCallsAreSlow() {
        calls(20, true, SLOW);

        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void aFewCallsOpenNothing() {
        calls(9, false, QUICK);

        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void itLetsProbesThroughAfterItsTimeAndClosesWhenTheyFareWell() {
        calls(10, false, QUICK);
        clock.forward(Duration.ofSeconds(3).plusMillis(1));

        assertThat(breaker.tryPermission()).isTrue();
        assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
        assertThat(breaker.tryPermission()).isTrue();
        assertThat(breaker.tryPermission()).isFalse();
        breaker.onSuccess(QUICK);
        breaker.onSuccess(QUICK);

        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void itOpensAgainWhenTheProbesFail() {
        calls(10, false, QUICK);
        clock.forward(Duration.ofSeconds(4));

        calls(2, false, QUICK);

        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void aPermissionThatIsGivenBackLeavesRoomForAnotherProbe() {
        calls(10, false, QUICK);
        clock.forward(Duration.ofSeconds(4));
        assertThat(breaker.tryPermission()).isTrue();
        assertThat(breaker.tryPermission()).isTrue();

        breaker.onUnused();

        assertThat(breaker.tryPermission()).isTrue();
    }

    @Test
    void itTellsForHowLongItHasBeenOpen() {
        calls(10, false, QUICK);

        clock.forward(Duration.ofSeconds(2));

        assertThat(breaker.age()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void itTellsHowLongAgoItWasClosedHoweverOftenItHasTriedSince() {
        assertThat(breaker.notClosed()).isZero();
        calls(10, false, QUICK);
        clock.forward(Duration.ofSeconds(4));
        calls(2, false, QUICK);
        clock.forward(Duration.ofSeconds(1));
        assertThat(breaker.age()).isEqualTo(Duration.ofSeconds(1));
        assertThat(breaker.notClosed()).isEqualTo(Duration.ofSeconds(5));

        clock.forward(Duration.ofSeconds(3));
        calls(2, true, QUICK);

        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(breaker.notClosed()).isZero();
    }

    @Test
    void itOpensAgainWhenTheProbesAreSlow() {
        calls(10, false, QUICK);
        clock.forward(Duration.ofSeconds(4));

        calls(2, true, SLOW);

        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void manyThreadsThatFailAtOnceOpenItOnce() throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                threads.execute(() -> calls(5_000, false, QUICK));
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(changes).containsExactly(new Change("kafka", BreakerState.CLOSED, BreakerState.OPEN));
    }
}
