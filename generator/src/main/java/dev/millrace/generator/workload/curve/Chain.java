package dev.millrace.generator.workload.curve;

import java.util.Arrays;
import java.util.List;

/** Curves one after the other. All but the last have an end. Nothing is rounded where one goes over into the next. */
public final class Chain implements Curve {
    private final List<Curve> parts;
    private final long[] times;
    private final double[] sums;

    /** There is at least one part. */
    public Chain(List<? extends Curve> parts) {
        this.parts = List.copyOf(parts);
        this.times = new long[parts.size() + 1];
        this.sums = new double[parts.size() + 1];
        for (int i = 0; i < parts.size(); i++) {
            var part = this.parts.get(i);
            if (times[i] == ENDLESS) {
                throw new IllegalArgumentException("part " + i + " comes after one that does not end");
            }
            times[i + 1] = Sums.add(times[i], part.length());
            sums[i + 1] = Math.max(sums[i], Whole.near(sums[i] + part.events()));
        }
    }

    @Override
    public long length() {
        return times[times.length - 1];
    }

    @Override
    public double events() {
        return sums[sums.length - 1];
    }

    @Override
    public double eventsBy(long nanos) {
        if (nanos <= 0) {
            return 0;
        }
        if (nanos >= length()) {
            return events();
        }
        int at = partAt(nanos);
        return Math.min(sums[at + 1], sums[at] + parts.get(at).eventsBy(nanos - times[at]));
    }

    @Override
    public long nanosAt(double events) {
        if (events >= events()) {
            return length();
        }
        int at = partWith(events);
        return Sums.add(times[at], parts.get(at).nanosAt(events - sums[at]));
    }

    @Override
    public double perSecondAt(long nanos) {
        if (nanos < 0 || nanos >= length()) {
            return 0;
        }
        int at = partAt(nanos);
        return parts.get(at).perSecondAt(nanos - times[at]);
    }

    @Override
    public double lastPerSecond() {
        return parts.getLast().lastPerSecond();
    }

    /** The part in which the sum grows above this, which is less than all. */
    private int partWith(double events) {
        int low = 0;
        int high = parts.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sums[middle + 1] > events) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The last part that begins by then. */
    private int partAt(long nanos) {
        int found = Arrays.binarySearch(times, 0, parts.size(), nanos);
        return found >= 0 ? found : -found - 2;
    }
}
