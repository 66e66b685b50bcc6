package dev.millrace.generator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.settings.Rate;
import dev.millrace.settings.TimeShift;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiurnalTest {
    private static final long HOUR = Duration.ofHours(1).toNanos();
    private static final Days WEEKEND = new Days(1, 1, 1, 1, 1, 0.5, 0.25);

    @ParameterizedTest
    @CsvSource({
        // Monday, with the night's factor going on past midnight.
        "2026-01-12T00:00:00Z, 3_600, 2",
        "2026-01-12T06:59:59Z, 1, 2",
        "2026-01-12T07:00:00Z, 3_600, 10",
        "2026-01-12T19:00:00Z, 3_600, 2",
        // Saturday and Sunday.
        "2026-01-17T07:00:00Z, 3_600, 5",
        "2026-01-18T07:00:00Z, 3_600, 2.5",
        // Berlin is an hour ahead of UTC in winter, and two in summer.
        "2026-07-13T06:00:00Z, 3_600, 10",
        "2026-07-13T05:59:59Z, 1, 2",
    })
    void shouldFollowTheLocalClock(Instant begin, String seconds, double perSecond) {
        long nanos = Integer.parseInt(seconds.replace("_", "")) * 1_000_000_000L;
        var due = due(Timeline.from(begin), null);

        assertThat(due.perSecondAt(0)).isEqualTo(perSecond);
        assertThat((double) due.countAt(nanos - 1)).isEqualTo(Math.ceil(perSecond * nanos / 1e9));
    }

    @Test
    void shouldLeaveOutTheHourThatIsLeftOutAndRepeatTheOneThatComesTwice() {
        var hours = Map.of("0", 0.0, "2", 1.0, "3", 0.0);
        var spring = due(hours, Timeline.from(Instant.parse("2026-03-28T23:00:00Z")));
        var autumn = due(hours, Timeline.from(Instant.parse("2026-10-24T22:00:00Z")));
        var usual = due(hours, Timeline.from(Instant.parse("2026-04-11T22:00:00Z")));

        assertThat(spring.countAt(23 * HOUR - 1)).isZero();
        assertThat(autumn.countAt(25 * HOUR - 1)).isEqualTo(2 * 36_000);
        assertThat(usual.countAt(24 * HOUR - 1)).isEqualTo(36_000);
    }

    @Test
    void shouldFollowTheCalendarAcrossAPauseAndLeaveWhatWasDueAsItWas() {
        // Begun at 17 o'clock in Berlin, stopped an hour before the evening, gone on with at 6 the next day.
        var before = Timeline.from(Instant.parse("2026-01-12T16:00:00Z"));
        var after = before.resumed(2 * HOUR, Instant.parse("2026-01-13T05:00:00Z"));
        var timeline = new AtomicReference<>(before);
        var due = new Pacing(workload(), null, null, null).dueTimes(1, "s", timeline::get);
        long reached = due.countAt(2 * HOUR - 1);
        long late = due.offsetNanos(reached - 1);
        timeline.set(after);

        assertThat(due.countAt(2 * HOUR - 1)).isEqualTo(reached);
        assertThat(due.offsetNanos(reached - 1)).isEqualTo(late);
        assertThat(due.perSecondAt(3 * HOUR - 1)).as("still night").isEqualTo(2);
        assertThat(due.perSecondAt(4 * HOUR)).as("morning").isEqualTo(10);
        assertThat(due.countAt(5 * HOUR - 1) - reached).isEqualTo(2 * 7_200 + 10 * 3_600);
    }

    @Test
    void shouldReachBackBeforeTheRunBegan() {
        var timeline = Timeline.from(Instant.parse("2026-01-12T16:00:00Z"));
        var due = due(timeline, new StartTime(TimeShift.parse("-1d"), null));

        assertThat(due.offsetNanos(0)).isEqualTo(-24 * HOUR);
        assertThat(due.perSecondAt(-24 * HOUR)).as("Sunday, 17 o'clock").isEqualTo(2.5);
        assertThat(due.perSecondAt(0)).as("Monday, 17 o'clock").isEqualTo(10);
    }

    @Test
    void shouldGoInStraightLinesWhereItIsToBeSmooth() {
        var smooth = new Diurnal(new Rate(100), Map.of("6", 0.0, "18", 1.0), null, null, Zone.parse("UTC"), true);
        var timeline = Timeline.from(Instant.parse("2026-01-12T00:00:00Z"));
        var due = new Pacing(smooth).dueTimes(1, "s", () -> timeline);

        assertThat(due.perSecondAt(0)).isEqualTo(50);
        assertThat(due.perSecondAt(6 * HOUR)).isZero();
        assertThat(due.perSecondAt(9 * HOUR)).isEqualTo(25);
        assertThat(due.perSecondAt(18 * HOUR)).isEqualTo(100);
        assertThat(due.countAt(24 * HOUR - 1)).isEqualTo(50 * 86_400);
    }

    @Test
    void shouldFollowTheMinutesOfTheHour() {
        var onTheHour =
                new Diurnal(new Rate(10), null, null, Map.of("0", 6.0, "1", 0.0, "30", 1.0), Zone.parse("UTC"), false);
        var timeline = Timeline.from(Instant.parse("2026-01-12T08:00:00Z"));
        var due = new Pacing(onTheHour).dueTimes(1, "s", () -> timeline);

        assertThat(due.countAt(HOUR / 60 - 1)).isEqualTo(3_600);
        assertThat(due.countAt(HOUR / 2 - 1)).isEqualTo(3_600);
        assertThat(due.countAt(HOUR - 1)).isEqualTo(3_600 + 18_000);
    }

    private static Diurnal workload() {
        return new Diurnal(
                new Rate(10), Map.of("8", 1.0, "20", 0.2), WEEKEND, null, Zone.parse("Europe/Berlin"), false);
    }

    private static DueTimes due(Timeline timeline, @Nullable StartTime from) {
        return new Pacing(workload(), from, null, null).dueTimes(1, "s", () -> timeline);
    }

    private static DueTimes due(Map<String, Double> hours, Timeline timeline) {
        var diurnal = new Diurnal(new Rate(10), hours, null, null, Zone.parse("Europe/Berlin"), false);
        return new Pacing(diurnal).dueTimes(1, "s", () -> timeline);
    }
}
