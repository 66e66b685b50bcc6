package dev.millrace.generator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.generator.testing.Definitions;
import dev.millrace.generator.workload.Workload;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T20:59:23.123456Z"), ZoneOffset.UTC);
    private static final long NOW_MICROS = 1_795_294_763_123_456L;
    private static final long HOUR = 3_600_000_000_000L;

    @Test
    void shouldHaveTheNextEventDueNow() {
        var schedule = Schedule.from(perSecond(1_000), 5_000_000, CLOCK);
        long now = System.nanoTime();

        assertThat(schedule.wallMicros(5_000_000)).isEqualTo(NOW_MICROS);
        assertThat(schedule.nanosUntil(5_000_000, now)).isBetween(-HOUR, 0L);
        assertThat(schedule.countAt(now)).isGreaterThan(5_000_000);
    }

    @Test
    void shouldKeepTheWorkloadsSpacing() {
        var schedule = Schedule.from(perSecond(1_000), 10, CLOCK);
        long now = System.nanoTime();

        assertThat(schedule.wallMicros(0)).isEqualTo(NOW_MICROS - 10_000);
        assertThat(schedule.wallMicros(1_010)).isEqualTo(NOW_MICROS + 1_000_000);
        assertThat(schedule.nanosUntil(1_010, now) - schedule.nanosUntil(10, now))
                .isEqualTo(1_000_000_000);
        assertThat(schedule.countAt(now + HOUR) - schedule.countAt(now)).isEqualTo(3_600_000);
    }

    @Test
    void shouldCountAnEventAsDueExactlyWhenThereIsNoTimeLeftUntilIt() {
        var schedule = Schedule.from(perSecond(333.3), 0, CLOCK);
        long now = System.nanoTime();
        for (long index = 0; index < 1_000; index++) {
            long due = now + schedule.nanosUntil(index, now);

            assertThat(schedule.countAt(due)).isEqualTo(index + 1);
            assertThat(schedule.countAt(due - 1)).isEqualTo(index);
        }
    }

    private static Workload perSecond(double rate) {
        return Definitions.rate(rate);
    }
}
