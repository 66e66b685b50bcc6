package dev.millrace.processor.run;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class ThreadGuardTest {
    private final TickingClock clock = new TickingClock();
    private final AtomicInteger tooLarge = new AtomicInteger();
    private final ThreadGuard guard = new ThreadGuard("p", tooLarge::incrementAndGet, clock);

    @Test
    void replacesAFewThreadsAndThenStops() {
        for (int i = 0; i < 5; i++) {
            assertThat(guard.handle(new StreamsException("no"))).isEqualTo(REPLACE_THREAD);
        }

        assertThat(guard.handle(new StreamsException("no more"))).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(guard.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("no more"));
        clock.now = clock.now.plus(Duration.ofDays(30));
        assertThat(guard.problem()).as("it stays stopped").isPresent();
    }

    @Test
    void forgetsWhatWentWrongLongAgo() {
        for (int i = 0; i < 50; i++) {
            assertThat(guard.handle(new StreamsException("once in a while"))).isEqualTo(REPLACE_THREAD);
            assertThat(guard.problem()).isPresent();
            clock.now = clock.now.plus(Duration.ofMinutes(3));
        }
        clock.now = clock.now.plus(Duration.ofMinutes(10));
        assertThat(guard.problem()).isEmpty();
    }

    @Test
    void knowsWhichThreadsDied() throws InterruptedException {
        var dead = Thread.ofPlatform().start(() -> guard.handle(new StreamsException("no")));
        dead.join();

        assertThat(guard.hasDied(dead)).isTrue();
        assertThat(guard.hasDied(Thread.currentThread())).isFalse();
    }

    @Test
    void tellsWhenATopicRefusedARecordForItsSize() {
        guard.handle(new StreamsException("wrapped", new RecordTooLargeException()));

        assertThat(tooLarge).hasValue(1);
    }

    private static final class TickingClock extends Clock {
        private Instant now = Instant.parse("2026-11-21T20:00:00Z");

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
}
