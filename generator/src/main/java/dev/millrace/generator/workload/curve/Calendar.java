package dev.millrace.generator.workload.curve;

import java.time.Duration;
import java.time.Instant;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/**
 * A rate that follows the clock on the wall: the same each week at the same local time. Where the run paused, the
 * calendar has gone on; where clocks are put forward, the hour left out is left out, and where they are put back, the
 * hour that comes twice is there twice.
 */
public final class Calendar {
    /** Rules for changing clocks are followed for so long; nobody has made any for later. */
    private static final Duration FORESIGHT = Duration.ofDays(200 * 365);
    /** The first of January 1970 was a Thursday. */
    private static final long MONDAY_SECONDS = 3 * 86_400L;

    private static final long WEEK_SECONDS = 7 * 86_400L;

    private final Curve week;
    private final ZoneRules zone;

    /**
     * A time of the run without a pause.
     *
     * @param nanos      from the curve's beginning to its own; negative where it began before
     * @param wallMicros the calendar's time at its beginning, microseconds since 1970
     */
    public record Stretch(long nanos, long wallMicros) {}

    /**
     * A calendar.
     *
     * @param week the rate over a week of local time, from Monday 0 o'clock on
     */
    public Calendar(Curve week, ZoneRules zone) {
        this.week = Laps.of(week, Curve.ENDLESS);
        this.zone = zone;
    }

    /** The rate as a run had it that was active in these stretches; the first reaches back to the curve's beginning. */
    public Curve over(List<Stretch> stretches) {
        var parts = new ArrayList<Curve>();
        for (int i = 0; i < stretches.size(); i++) {
            var stretch = stretches.get(i);
            boolean last = i == stretches.size() - 1;
            long from = i == 0 ? 0 : Math.max(0, stretch.nanos());
            long to = last ? Curve.ENDLESS : Math.max(from, stretches.get(i + 1).nanos());
            if (last || to > from) {
                regimes(stretch, from, to, parts);
            }
        }
        return new Chain(parts);
    }

    /** Adds a stretch, cut where clocks are changed. */
    private void regimes(Stretch stretch, long from, long to, List<Curve> parts) {
        long wall = Math.addExact(stretch.wallMicros(), (from - stretch.nanos()) / 1_000);
        long at = from;
        long latest = Sums.add(from, FORESIGHT.toNanos());
        var change = zone.nextTransition(instant(wall));
        while (change != null) {
            long changeMicros = change.toEpochSecond() * 1_000_000;
            long next = Sums.add(at, (changeMicros - wall) * 1_000);
            if (next >= to || next >= latest) {
                break;
            }
            parts.add(Cut.of(local(wall), next - at));
            wall = changeMicros;
            at = next;
            change = zone.nextTransition(instant(wall));
        }
        parts.add(to == Curve.ENDLESS ? local(wall) : Cut.of(local(wall), to - at));
    }

    /** The weeks as seen from a moment on, with the offset that holds then. */
    private Curve local(long wallMicros) {
        long seconds = Math.floorDiv(wallMicros, 1_000_000);
        long local = seconds + zone.getOffset(instant(wallMicros)).getTotalSeconds() + MONDAY_SECONDS;
        long within =
                Math.floorMod(local, WEEK_SECONDS) * 1_000_000_000 + Math.floorMod(wallMicros, 1_000_000) * 1_000L;
        return new Later(week, within);
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000L);
    }
}
