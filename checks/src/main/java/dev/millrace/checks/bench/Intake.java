package dev.millrace.checks.bench;

import java.util.OptionalDouble;
import java.util.TreeMap;

/** When a broker took records in. The first half of them is warm-up. */
final class Intake {
    private static final double WARM_UP = 0.5;

    private final TreeMap<Long, Long> byMillis = new TreeMap<>();
    private long records;

    /** A record was taken, milliseconds since some moment. */
    void add(long millis) {
        byMillis.merge(millis, 1L, Long::sum);
        records++;
    }

    /** How long all records take at the rate of those after the warm-up; empty where that took less than 10 ms. */
    OptionalDouble seconds() {
        long before = 0;
        for (var moment : byMillis.entrySet()) {
            before += moment.getValue();
            if (before >= WARM_UP * records) {
                long millis = byMillis.lastKey() - moment.getKey();
                double share = (double) (records - before) / records;
                return millis < 10 ? OptionalDouble.empty() : OptionalDouble.of(millis / share / 1e3);
            }
        }
        return OptionalDouble.empty();
    }
}
