package dev.millrace.processor.topology;

import java.util.concurrent.atomic.LongAdder;

/** The end of a pipeline whose last step is a route: drops what no branch wanted. */
final class DiscardLink implements Link {
    private final LongAdder filtered;

    DiscardLink(PipelineCounters counters) {
        this.filtered = counters.filtered;
    }

    @Override
    public void accept(InFlight event) {
        filtered.increment();
    }

    @Override
    public void advance(long time) {
        // Nothing here waits for time to pass.
    }
}
