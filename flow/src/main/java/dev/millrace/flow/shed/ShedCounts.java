package dev.millrace.flow.shed;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How many events were let in, and how many shed for which reason. Safe for use by several threads. */
public final class ShedCounts {
    private final Map<Verdict, LongAdder> counts = new EnumMap<>(Verdict.class);

    /** Begins at zero. */
    public ShedCounts() {
        for (var verdict : Verdict.values()) {
            counts.put(verdict, new LongAdder());
        }
    }

    /** So many events met with that. */
    public void add(Verdict verdict, long events) {
        counter(verdict).add(events);
    }

    /** How many did so far. */
    public long of(Verdict verdict) {
        return counter(verdict).sum();
    }

    /** How many were shed so far, for whatever reason. */
    public long shed() {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().isShed())
                .mapToLong(entry -> entry.getValue().sum())
                .sum();
    }

    private LongAdder counter(Verdict verdict) {
        var counter = counts.get(verdict);
        if (counter == null) {
            throw new IllegalStateException("no counter for " + verdict);
        }
        return counter;
    }
}
