package dev.millrace.processor.topology;

import java.util.concurrent.atomic.LongAdder;

/**
 * What became of events, counted as it happens. Thread-safe. Work that is done again after a failed transaction is
 * counted again: these are for watching, the ledger is for accounts.
 */
public final class PipelineCounters {
    final LongAdder in = new LongAdder();
    final LongAdder tombstones = new LongAdder();
    final LongAdder filtered = new LongAdder();
    final LongAdder routed = new LongAdder();
    final LongAdder windowed = new LongAdder();
    final LongAdder late = new LongAdder();
    final LongAdder out = new LongAdder();
    final LongAdder deadLettered = new LongAdder();

    /** The counts so far. */
    public Counts snapshot() {
        return new Counts(
                in.sum(),
                tombstones.sum(),
                filtered.sum(),
                routed.sum(),
                windowed.sum(),
                late.sum(),
                out.sum(),
                deadLettered.sum());
    }
}
