package dev.millrace.generator.workload.curve;

import java.util.function.LongFunction;

/**
 * Curves of the same length with the same number of events, one lap after the other: a cycle, or a rate that is drawn
 * anew in each lap. A lap is found by division, so that the thousand millionth costs no more than the first.
 */
public final class Laps implements Curve {
    private final LongFunction<? extends Curve> lap;
    private final long lapNanos;
    private final double lapEvents;
    private final long laps;
    private volatile Lap latest;

    private record Lap(long number, Curve curve) {}

    /**
     * The same curve over and over.
     *
     * @param laps how many times; {@link Curve#ENDLESS} for no end
     */
    public static Laps of(Curve lap, long laps) {
        return new Laps(number -> lap, laps);
    }

    /**
     * Another curve each lap.
     *
     * @param lap  makes the curve of a lap, from 0; all have an end, and are alike in length and number of events
     * @param laps how many; {@link Curve#ENDLESS} for no end
     */
    public Laps(LongFunction<? extends Curve> lap, long laps) {
        var first = lap.apply(0);
        this.lap = lap;
        this.laps = laps;
        this.lapNanos = first.length();
        this.lapEvents = first.events();
        this.latest = new Lap(0, first);
    }

    @Override
    public long length() {
        return Sums.times(lapNanos, laps);
    }

    @Override
    public double events() {
        if (lapEvents == 0) {
            return 0;
        }
        return laps == ENDLESS ? Double.POSITIVE_INFINITY : Whole.near(lapEvents * (double) laps);
    }

    @Override
    public double eventsBy(long nanos) {
        if (nanos <= 0) {
            return 0;
        }
        if (nanos >= length()) {
            return events();
        }
        long number = nanos / lapNanos;
        double within = Math.min(lapEvents, lap(number).eventsBy(nanos - number * lapNanos));
        return Math.fma(lapEvents, (double) number, within);
    }

    @Override
    public long nanosAt(double events) {
        if (events >= events()) {
            return length();
        }
        double numbered = Math.floor(events / lapEvents);
        // To one rounding, however many laps there were.
        double rest = Math.fma(-numbered, lapEvents, events);
        if (rest < 0) {
            numbered--;
            rest += lapEvents;
        } else if (rest >= lapEvents) {
            numbered++;
            rest -= lapEvents;
        }
        long number = Math.max(0, (long) numbered);
        long start = Sums.times(number, lapNanos);
        return start == ENDLESS ? ENDLESS : Sums.add(start, lap(number).nanosAt(Math.max(0, rest)));
    }

    @Override
    public double perSecondAt(long nanos) {
        if (nanos < 0 || nanos >= length()) {
            return 0;
        }
        return lap(nanos / lapNanos).perSecondAt(nanos % lapNanos);
    }

    @Override
    public double lastPerSecond() {
        return lap(0).lastPerSecond();
    }

    private Curve lap(long number) {
        var known = latest;
        if (known.number() != number) {
            known = new Lap(number, lap.apply(number));
            latest = known;
        }
        return known.curve();
    }
}
