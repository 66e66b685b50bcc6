package dev.millrace.generator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.generator.testing.Definitions;
import dev.millrace.generator.workload.Timeline;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Instant NOW = Instant.parse("2026-11-21T20:59:23.123456Z");
    private static final long NOW_MICROS = 1_795_294_763_123_456L;
    private static final long HOUR = 3_600_000_000_000L;
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @Test
    void shouldBeginWithTheRun() {
        var schedule = perSecond(1_000, RunClock.starting(CLOCK));
        long now = System.nanoTime();

        assertThat(due(schedule, 0)).isEqualTo(NOW_MICROS);
        assertThat(nanosUntil(schedule, 0, now)).isBetween(-HOUR, 0L);
        assertThat(schedule.countBy(schedule.activeAt(now))).isPositive();
    }

    @Test
    void shouldGoOnWhereTheRunStood() {
        var timeline = Timeline.from(NOW.minus(Duration.ofDays(3))).resumed(10_000_000_000L, NOW);
        var schedule = perSecond(1_000, RunClock.of(timeline, CLOCK));
        long now = System.nanoTime();

        assertThat(due(schedule, 10_000)).isEqualTo(NOW_MICROS);
        assertThat(due(schedule, 11_010)).isEqualTo(NOW_MICROS + 1_010_000);
        assertThat(due(schedule, 9_999))
                .as("due before the pause, sent or not")
                .isEqualTo(NOW_MICROS - Duration.ofDays(3).toNanos() / 1_000 + 9_999_000);
        assertThat(nanosUntil(schedule, 10_000, now)).isBetween(-HOUR, 0L);
        assertThat(nanosUntil(schedule, 11_010, now) - nanosUntil(schedule, 10_010, now))
                .isEqualTo(1_000_000_000);
        assertThat(schedule.countBy(schedule.activeAt(now + HOUR)) - schedule.countBy(schedule.activeAt(now)))
                .isEqualTo(3_600_000);
    }

    @Test
    void shouldHaveOneTimeForAllSourcesOfTheRun() {
        var clock = RunClock.of(Timeline.from(NOW).resumed(7_000_000_000L, NOW.plusSeconds(60)), CLOCK);

        assertThat(due(perSecond(1_000, clock), 5_000)).isEqualTo(due(perSecond(10, clock), 50));
        assertThat(due(perSecond(1_000, clock), 8_000)).isEqualTo(due(perSecond(10, clock), 80));
    }

    @Test
    void shouldCountAnEventAsDueExactlyWhenThereIsNoTimeLeftUntilIt() {
        var schedule = perSecond(333.3, RunClock.starting(CLOCK));
        long now = System.nanoTime();
        for (long index = 0; index < 1_000; index++) {
            long due = now + nanosUntil(schedule, index, now);

            assertThat(schedule.countBy(schedule.activeAt(due))).isEqualTo(index + 1);
            assertThat(schedule.countBy(schedule.activeAt(due - 1))).isEqualTo(index);
        }
    }

    @Test
    void shouldNoticeThatTheMachineWasAsleep() {
        // The monotonic clock stands still in the machine's sleep, the wall clock does not.
        var wall = new AtomicReference<>(NOW);
        var clock = RunClock.of(Timeline.from(NOW), ((InstantSource) wall::get).withZone(ZoneOffset.UTC));
        assertThat(clock.corrected()).isEmpty();
        wall.set(NOW.plus(Duration.ofHours(8)));

        var corrected = clock.corrected().orElseThrow();
        clock.follow(corrected);

        assertThat(clock.corrected()).isEmpty();
        assertThat(corrected.stretches()).hasSize(2);
        assertThat(corrected.stretches().getLast().wallMicros())
                .isEqualTo(NOW_MICROS + Duration.ofHours(8).toNanos() / 1_000);
        assertThat(corrected.wallMicros(0)).isEqualTo(NOW_MICROS);
    }

    private static long nanosUntil(Schedule schedule, long index, long nanoTime) {
        return schedule.activeNanos(index) - schedule.activeAt(nanoTime);
    }

    private static long due(Schedule schedule, long index) {
        return schedule.wallMicros(schedule.activeNanos(index));
    }

    private static Schedule perSecond(double rate, RunClock clock) {
        return new Schedule(Definitions.dueTimes(Definitions.rate(rate)), clock);
    }
}
