package dev.millrace.generator.channel;

import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The events of a source that Kafka will never take, by index, each with Kafka's reason. Kept from one channel to the
 * next, which puts them aside: sent again they would be refused again, for ever. Thread-safe.
 */
public final class RefusedEvents {
    /** Where so many are refused and none could be put aside yet, it is not the events that are wrong. */
    static final int MOST = 20_000;

    private final ConcurrentNavigableMap<Long, String> reasons = new ConcurrentSkipListMap<>();

    /** How many are known and not yet put aside. */
    public int count() {
        return reasons.size();
    }

    void add(long index, String reason) {
        reasons.put(index, reason);
    }

    Optional<String> reason(long index) {
        return Optional.ofNullable(reasons.get(index));
    }

    boolean anyFrom(long index) {
        return reasons.ceilingKey(index) != null;
    }

    /** What was committed is settled. */
    void forgetBelow(long next) {
        reasons.headMap(next).clear();
    }
}
