package dev.millrace.delivery.audit;

import java.util.Arrays;

/** The events' own times, microseconds since 1970, in a list that grows. Not thread-safe. */
final class EventTimes {
    private long[] micros = new long[1024];
    private int size;

    void add(long epochMicros) {
        if (size == micros.length) {
            micros = Arrays.copyOf(micros, 2 * size);
        }
        micros[size++] = epochMicros;
    }

    /** Forgets all but the first so many. */
    void truncate(int first) {
        size = first;
    }

    int size() {
        return size;
    }

    /** For each event, the microseconds from its time until {@code now}; zero for one that claims to be later. */
    long[] until(long now) {
        var latencies = new long[size];
        for (int i = 0; i < size; i++) {
            latencies[i] = Math.max(0, now - micros[i]);
        }
        return latencies;
    }
}
