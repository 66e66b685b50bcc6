package dev.millrace.event.frame;

import dev.millrace.event.avro.AvroBuffer;
import java.util.Arrays;

/**
 * The numbers of a frame's events, one each, while the frame is being filled. Written as differences from one to the
 * next, each less the smallest difference, in as many bytes as the largest needs: numbers that run on take none.
 */
final class NumberColumn {
    private long[] numbers = new long[64];
    private int count;
    private long leastStep;
    private int width;

    void add(long number) {
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * count);
        }
        numbers[count++] = number;
    }

    void clear() {
        count = 0;
    }

    long first() {
        return numbers[0];
    }

    long least() {
        long least = numbers[0];
        for (int i = 1; i < count; i++) {
            least = Math.min(least, numbers[i]);
        }
        return least;
    }

    long greatest() {
        long greatest = numbers[0];
        for (int i = 1; i < count; i++) {
            greatest = Math.max(greatest, numbers[i]);
        }
        return greatest;
    }

    /** Finds the smallest difference and the width, and writes them. */
    void writeHead(AvroBuffer out) {
        leastStep = count > 1 ? Long.MAX_VALUE : 0;
        long greatestStep = count > 1 ? Long.MIN_VALUE : 0;
        for (int i = 1; i < count; i++) {
            long step = numbers[i] - numbers[i - 1];
            leastStep = Math.min(leastStep, step);
            greatestStep = Math.max(greatestStep, step);
        }
        width = Packing.width(greatestStep - leastStep);
        out.littleEndian(width, 1).number(leastStep);
    }

    /** Writes the differences; {@link #writeHead} comes first. */
    void writeSteps(AvroBuffer out) {
        if (width == 0) {
            return;
        }
        for (int i = 1; i < count; i++) {
            out.littleEndian(numbers[i] - numbers[i - 1] - leastStep, width);
        }
    }
}
