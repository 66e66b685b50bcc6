package dev.millrace.generator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.generator.workload.Timeline;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RunClockTest {
    private static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");
    private static final long SECOND = 1_000_000_000L;

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

    @Test
    void shouldBeginWhereItWasToBeginIfThatIsStillToCome() {
        var runClock = RunClock.of(Timeline.from(NOW.plusMillis(1)), clock);

        assertThat(runClock.begunAnew()).isEmpty();
    }

    @Test
    void shouldBeginTheLatestStretchAnewIfItsBeginningIsOver() {
        var planned = Timeline.from(NOW.minusSeconds(100)).resumed(40 * SECOND, NOW.minusSeconds(3));
        var runClock = RunClock.of(planned, clock);

        var anew = runClock.begunAnew().orElseThrow();
        runClock.begin(anew);

        assertThat(anew.stretches())
                .containsExactly(
                        planned.stretches().getFirst(), new Timeline.Stretch(40 * SECOND, NOW.toEpochMilli() * 1_000));
        assertThat(runClock.wallMicros(41 * SECOND))
                .isEqualTo(NOW.plusSeconds(1).toEpochMilli() * 1_000);
        assertThat(runClock.wallMicros(SECOND)).isEqualTo(NOW.minusSeconds(99).toEpochMilli() * 1_000);
        assertThat(runClock.activeAt(System.nanoTime())).isGreaterThanOrEqualTo(40 * SECOND);
        assertThat(runClock.begunAnew()).isEmpty();
    }
}
