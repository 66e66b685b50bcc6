package dev.millrace.generator.loop;

import dev.millrace.generator.workload.Timeline;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A run's {@link Timeline} as it goes on in this process, for all sources of the run. Active time goes by the monotonic
 * clock, so that a jump of the wall clock neither floods nor starves. Thread-safe.
 */
public final class RunClock {
    /** Apart by more than this, the clocks tell that the machine was asleep, or its clock was set. */
    private static final Duration DRIFT = Duration.ofSeconds(5);

    private final Clock clock;
    private final Pulse pulse;
    private volatile Course course;

    private RunClock(Clock clock, Pulse pulse, Timeline timeline) {
        this.clock = clock;
        this.pulse = pulse;
        this.course = course(timeline);
    }

    /** The clock of a run; it may be about to begin. */
    public static RunClock of(Timeline timeline, Clock clock) {
        return of(timeline, clock, Pulse.SYSTEM);
    }

    /** The same, on a monotonic clock of its own. */
    static RunClock of(Timeline timeline, Clock clock, Pulse pulse) {
        return new RunClock(clock, pulse, timeline);
    }

    /** The clock of a run that begins now. */
    public static RunClock starting(Clock clock) {
        return of(Timeline.from(clock.instant()), clock);
    }

    private Course course(Timeline timeline) {
        return new Course(timeline, pulse.nanoTime(), timeline.activeNanos(clock.instant()));
    }

    /** When the run was active, as known now. */
    public Timeline timeline() {
        return course.timeline();
    }

    /** Active time now, nanoseconds. */
    public long activeNanos() {
        return activeAt(pulse.nanoTime());
    }

    /** The calendar's time now, milliseconds since 1970. */
    long wallMillis() {
        return clock.millis();
    }

    /** The monotonic clock it goes by. */
    Pulse pulse() {
        return pulse;
    }

    /** Active time at a reading of the {@linkplain Pulse#nanoTime monotonic clock}, nanoseconds. */
    long activeAt(long nanoTime) {
        var now = course;
        return now.anchorActive() + (nanoTime - now.anchorNanos());
    }

    /** The calendar's time at an active time, microseconds since 1970. */
    long wallMicros(long activeNanos) {
        return course.timeline().wallMicros(activeNanos);
    }

    /** The timeline to follow from now on, if the wall clock and this one have come apart. */
    public Optional<Timeline> corrected() {
        long active = activeNanos();
        var now = clock.instant();
        var timeline = course.timeline();
        var here = Instant.EPOCH.plus(timeline.wallMicros(active), ChronoUnit.MICROS);
        return Duration.between(here, now).abs().compareTo(DRIFT) > 0
                ? Optional.of(timeline.resumed(active, now))
                : Optional.empty();
    }

    /** Follows a {@linkplain #corrected() corrected} timeline. */
    public void follow(Timeline corrected) {
        var before = course;
        course = new Course(corrected, before.anchorNanos(), before.anchorActive());
    }

    /** The timeline to begin with instead, if the beginning of the latest stretch is over and nothing was sent in it. */
    public Optional<Timeline> begunAnew() {
        var timeline = course.timeline();
        var now = clock.instant();
        long begin = timeline.stretches().getLast().activeNanos();
        return timeline.activeNanos(now) > begin ? Optional.of(timeline.resumed(begin, now)) : Optional.empty();
    }

    /** Begins with a timeline that was {@linkplain #begunAnew() begun anew}. */
    public void begin(Timeline anew) {
        course = course(anew);
    }

    /** The timeline, and a moment of it by which the monotonic clock tells all others. */
    private record Course(Timeline timeline, long anchorNanos, long anchorActive) {}
}
