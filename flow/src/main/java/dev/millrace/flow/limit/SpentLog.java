package dev.millrace.flow.limit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How many permits were spent when, over the last window, in slices of it. Not thread-safe. */
final class SpentLog {
    private static final int SLICES = 20;

    private final long sliceNanos;
    private final long[] counts = new long[SLICES + 1];
    private final long[] slices = new long[SLICES + 1];

    SpentLog(long windowNanos) {
        this.sliceNanos = Math.ceilDiv(windowNanos, SLICES);
        Arrays.fill(slices, Long.MIN_VALUE);
    }

    /** Notes that so many were spent, the last of them at that time. */
    void add(long when, long count) {
        if (count == 0) {
            return;
        }
        long slice = Math.floorDiv(when, sliceNanos);
        int place = Math.floorMod(slice, counts.length);
        if (slices[place] < slice) {
            slices[place] = slice;
            counts[place] = 0;
        }
        // What is older than all that is kept needs no place.
        if (slices[place] == slice) {
            counts[place] += count;
        }
    }

    /** How many were spent in the window that ends now, or slightly before it. */
    long total(long now) {
        long sum = 0;
        for (int place = 0; place < counts.length; place++) {
            sum += isKept(place, now) ? counts[place] : 0;
        }
        return sum;
    }

    /** All of them, slice by slice, with their age; nothing is left here. */
    List<SpentPermits> drain(long now) {
        var spent = new ArrayList<SpentPermits>();
        for (int place = 0; place < counts.length; place++) {
            if (isKept(place, now) && counts[place] > 0) {
                long end = (slices[place] + 1) * sliceNanos;
                spent.add(new SpentPermits(Math.max(0, now - end) / 1_000, counts[place]));
            }
        }
        Arrays.fill(counts, 0);
        return spent;
    }

    /** Takes back what was drained, or takes over what another drained. */
    void addAll(List<SpentPermits> spent, long drainedAt) {
        for (var some : spent) {
            // The end of a slice is the beginning of the next: back by one, into the slice it came from.
            add(drainedAt - some.ageMicros() * 1_000 - 1, some.count());
        }
    }

    private boolean isKept(int place, long now) {
        return slices[place] >= Math.floorDiv(now, sliceNanos) - SLICES;
    }
}
