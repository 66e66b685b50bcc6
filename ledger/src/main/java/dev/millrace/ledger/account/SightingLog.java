package dev.millrace.ledger.account;

import dev.millrace.event.interval.IntervalSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Events of one kind, that may turn out to have been announced: how many, which, and the first {@value #KEPT} as
 * evidence. Not thread-safe.
 */
final class SightingLog {
    static final int KEPT = 100;

    private final List<Sighting> first;
    private final IntervalSet indices;
    private long count;

    SightingLog(Sightings known) {
        this.first = new ArrayList<>(known.first());
        this.indices = known.indices().copy();
        this.count = known.count();
    }

    void add(long index, String topic, int partition, long offset) {
        count++;
        indices.add(index);
        if (first.size() < KEPT) {
            first.add(new Sighting(index, topic, partition, offset));
        }
    }

    /** Takes one event of that index off, for it was announced; false if there is none. */
    boolean withdraw(long index) {
        if (indices.isEmpty() || !indices.contains(index)) {
            return false;
        }
        count--;
        int at = firstOf(index);
        if (at >= 0) {
            first.remove(at);
        }
        if (firstOf(index) < 0) {
            indices.remove(index);
        }
        return true;
    }

    private int firstOf(long index) {
        for (int i = 0; i < first.size(); i++) {
            if (first.get(i).index() == index) {
                return i;
            }
        }
        return -1;
    }

    Sightings statement() {
        return count == 0 ? Sightings.NONE : new Sightings(count, first, indices.copy());
    }
}
