package dev.millrace.processor.topology;

/** The end of a pipeline whose last step is a route: drops what no branch wanted. */
final class DiscardLink implements Link {
    private final Tally tally;

    DiscardLink(Tally tally) {
        this.tally = tally;
    }

    @Override
    public void accept(InFlight event) {
        tally.filtered++;
    }

    @Override
    public void advance(long time) {
        // Nothing here waits for time to pass.
    }
}
