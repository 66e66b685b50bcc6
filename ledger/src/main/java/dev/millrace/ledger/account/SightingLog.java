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
        if (indices.isEmpty() || !indices.remove(index)) {
            return false;
        }
        count--;
        for (int i = 0; i < first.size(); i++) {
            if (first.get(i).index() == index) {
                first.remove(i);
                break;
            }
        }
        return true;
    }

    Sightings statement() {
        return count == 0 ? Sightings.NONE : new Sightings(count, first, indices.copy());
    }
}
