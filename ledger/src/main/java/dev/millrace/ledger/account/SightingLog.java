package dev.millrace.ledger.account;

import java.util.ArrayList;
import java.util.List;

/** Counts events of one kind and keeps the first {@value #KEPT} as evidence. Not thread-safe. */
final class SightingLog {
    static final int KEPT = 100;

    private final List<Sighting> first;
    private long count;

    SightingLog(Sightings known) {
        this.first = new ArrayList<>(known.first());
        this.count = known.count();
    }

    void add(long index, String topic, int partition, long offset) {
        count++;
        if (first.size() < KEPT) {
            first.add(new Sighting(index, topic, partition, offset));
        }
    }

    Sightings statement() {
        return count == 0 ? Sightings.NONE : new Sightings(count, first);
    }
}
