package dev.millrace.flow.limit;

import java.util.Arrays;

/** When how many permits were taken, by all instances together. */
final class Sendings {
    private long[] times = new long[1 << 16];
    private int[] counts = new int[1 << 16];
    private int size;

    void add(long time, int count) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            counts = Arrays.copyOf(counts, size * 2);
        }
        times[size] = time;
        counts[size++] = count;
    }

    /** The most in any stretch of that length, wherever it begins. */
    long worst(long window) {
        long worst = 0;
        long sum = 0;
        int first = 0;
        for (int last = 0; last < size; last++) {
            sum += counts[last];
            while (times[first] <= times[last] - window) {
                sum -= counts[first++];
            }
            worst = Math.max(worst, sum);
        }
        return worst;
    }

    long between(long from, long to) {
        long sum = 0;
        for (int i = 0; i < size; i++) {
            sum += times[i] >= from && times[i] < to ? counts[i] : 0;
        }
        return sum;
    }

    /** How many of the bins between the two times have nothing in them. */
    int emptyBins(long from, long to, long bin) {
        var full = new boolean[(int) ((to - from) / bin)];
        for (int i = 0; i < size; i++) {
            int place = (int) Math.floorDiv(times[i] - from, bin);
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
