package dev.millrace.checks.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * When how many permits were taken, one entry for each time that some were: at a moment between two readings of
 * {@link System#nanoTime}, which on one machine is the same clock for all processes. Not thread-safe.
 */
final class TakenPermits {
    private long[] before = new long[1 << 16];
    private long[] after = new long[1 << 16];
    private int[] counts = new int[1 << 16];
    private int size;

    void add(long from, long to, int count) {
        if (size == counts.length) {
            before = Arrays.copyOf(before, size * 2);
            after = Arrays.copyOf(after, size * 2);
            counts = Arrays.copyOf(counts, size * 2);
        }
        before[size] = from;
        after[size] = to;
        counts[size++] = count;
    }

    void write(Path file) throws IOException {
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(size);
            for (int i = 0; i < size; i++) {
                out.writeLong(before[i]);
                out.writeLong(after[i]);
                out.writeInt(counts[i]);
            }
        }
    }

    /** Adds what another process wrote. */
    void read(Path file) throws IOException {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (int left = in.readInt(); left > 0; left--) {
                add(in.readLong(), in.readLong(), in.readInt());
            }
        }
    }

    /** How many were taken by calls that returned from the first time to before the second. */
    long between(long from, long to) {
        return IntStream.range(0, size)
                .filter(i -> after[i] >= from && after[i] < to)
                .mapToLong(i -> counts[i])
                .sum();
    }

    /** Whether all times lie between these two. */
    boolean isWithin(long from, long to) {
        return IntStream.range(0, size).allMatch(i -> before[i] >= from && after[i] <= to);
    }

    /** The most that was certainly taken in any stretch of that length, wherever it begins. */
    long worst(long nanos) {
        return worst(before, nanos);
    }

    /** The most by the times at which the calls returned: a process that was put to sleep before that counts against it. */
    long worstAsReturned(long nanos) {
        return worst(after, nanos);
    }

    /**
     * Two hands over all entries: a stretch that holds as much as any begins with one of them.
     *
     * @param begins when each may have been taken at the earliest; at the latest, it was when its call returned
     */
    private long worst(long[] begins, long nanos) {
        var first = inOrderOf(begins);
        var last = inOrderOf(after);
        var isIn = new boolean[size];
        var isPast = new boolean[size];
        long worst = 0;
        long sum = 0;
        int ended = 0;
        for (int begun : first) {
            for (; ended < size && after[last[ended]] - begins[begun] < nanos; ended++) {
                isIn[last[ended]] = true;
                sum += isPast[last[ended]] ? 0 : counts[last[ended]];
            }
            worst = Math.max(worst, sum);
            isPast[begun] = true;
            sum -= isIn[begun] ? counts[begun] : 0;
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
}
