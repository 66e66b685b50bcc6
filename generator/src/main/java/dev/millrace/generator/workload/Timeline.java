package dev.millrace.generator.workload;

import dev.millrace.settings.InvalidSetting;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * When a run was active: a fact of the run, by which a workload's active time is laid onto the calendar. It is the same
 * for all sources of the run, whoever sends them and however often that was begun anew. So the due time of an event is a
 * function of the run and the event's index, and events of different sources that refer to each other fit in time.
 *
 * <p>Active time stands still while the program does not run. Each time it goes on, a stretch begins. Immutable.
 *
 * @param stretches in the order of active time, at least one, the first from 0
 */
public record Timeline(List<Stretch> stretches) {

    /**
     * A time without a pause.
     *
     * @param activeNanos active time at its beginning, nanoseconds
     * @param wallMicros  the calendar's time then, microseconds since 1970
     */
    public record Stretch(long activeNanos, long wallMicros) {}

    public Timeline {
        stretches = List.copyOf(stretches);
        if (stretches.isEmpty() || stretches.getFirst().activeNanos() != 0) {
            throw new InvalidSetting("stretches", "must begin at active time 0");
        }
    }

    /** The timeline of a run that begins. */
    public static Timeline from(Instant start) {
        return new Timeline(List.of(new Stretch(0, micros(start))));
    }

    /**
     * The same, gone on with.
     *
     * @param activeNanos active time when it goes on; if before the last stretch, that stretch is begun again. Negative
     *                    where only events were sent that were due before the run began: they are dated by its first
     *                    beginning, which is kept
     * @param wall        the calendar's time then
     */
    public Timeline resumed(long activeNanos, Instant wall) {
        var longer = new ArrayList<>(stretches);
        long active = Math.max(activeNanos, stretches.getLast().activeNanos());
        boolean firstIsKept = activeNanos < 0 && stretches.size() == 1;
        if (stretches.getLast().activeNanos() == active && !firstIsKept) {
            longer.removeLast();
        }
        longer.add(new Stretch(active, micros(wall)));
        return new Timeline(longer);
    }

    /** The calendar's time at an active time, microseconds since 1970; before 0, as if the run had begun earlier. */
    public long wallMicros(long activeNanos) {
        int last = stretches.size() - 1;
        while (last > 0 && stretches.get(last).activeNanos() > activeNanos) {
            last--;
        }
        var stretch = stretches.get(last);
        return stretch.wallMicros() + Math.floorDiv(activeNanos - stretch.activeNanos(), 1_000L);
    }

    /** The active time at a moment since the last stretch began; before that, how long it is until then, less than it. */
    public long activeNanos(Instant wall) {
        var last = stretches.getLast();
        return last.activeNanos() + (micros(wall) - last.wallMicros()) * 1_000;
    }

    /** When the run first began. */
    public Instant begin() {
        return Instant.EPOCH.plus(stretches.getFirst().wallMicros(), ChronoUnit.MICROS);
    }

    private static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }
}
