package dev.millrace.flow.limit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * When how many permits were taken, by all instances together. In real time it is only known between which two readings
 * of the clock, so a window counts what was certainly taken in it: a thread that is put to sleep in between makes no
 * limit look exceeded.
 */
final class Sendings {
    private long[] earliest = new long[1 << 16];
    private long[] latest = new long[1 << 16];
    private int[] counts = new int[1 << 16];
    private int size;

    void add(long time, int count) {
        add(time, time, count);
    }

    /** That many were taken at some time from the first to the second. */
    void add(long from, long to, int count) {
        if (size == counts.length) {
            earliest = Arrays.copyOf(earliest, size * 2);
            latest = Arrays.copyOf(latest, size * 2);
            counts = Arrays.copyOf(counts, size * 2);
        }
        earliest[size] = from;
        latest[size] = to;
        counts[size++] = count;
    }

    /** Forgets all. */
    void clear() {
        size = 0;
    }

    /** The most that was certainly taken in any stretch of that length, wherever it begins. */
    long worst(long window) {
        var byEarliest = inOrderOf(earliest);
        var byLatest = inOrderOf(latest);
        var added = new boolean[size];
        var passed = new boolean[size];
        long worst = 0;
        long sum = 0;
        int ended = 0;
        for (int begun = 0; begun < size; begun++) {
            int first = byEarliest[begun];
            while (ended < size && latest[byLatest[ended]] < earliest[first] + window) {
                int one = byLatest[ended++];
                added[one] = true;
                sum += passed[one] ? 0 : counts[one];
            }
            worst = Math.max(worst, sum);
            passed[first] = true;
            sum -= added[first] ? counts[first] : 0;
        }
        return worst;
    }

    private int[] inOrderOf(long[] times) {
        return IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingLong(place -> times[place]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** What was certainly taken from the first time to before the second. */
    long between(long from, long to) {
        long sum = 0;
        for (int i = 0; i < size; i++) {
            sum += earliest[i] >= from && latest[i] < to ? counts[i] : 0;
        }
        return sum;
    }

    /** How many of the bins between the two times have nothing in them. */
    int emptyBins(long from, long to, long bin) {
        var full = new boolean[(int) ((to - from) / bin)];
        for (int i = 0; i < size; i++) {
            int place = (int) Math.floorDiv(latest[i] - from, bin);
            if (place >= 0 && place < full.length) {
                full[place] = true;
            }
        }
        int empty = 0;
        for (var one : full) {
            empty += one ? 0 : 1;
        }
        return empty;
    }
}
