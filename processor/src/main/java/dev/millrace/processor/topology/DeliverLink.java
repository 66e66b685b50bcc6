package dev.millrace.processor.topology;

/** The end of a pipeline: writes events to its topic. */
final class DeliverLink implements Link {
    private final String topic;
    private final Outlets outlets;
    private final DeadLetters deadLetters;
    private final Tally tally;

    DeliverLink(String topic, Outlets outlets, DeadLetters deadLetters, Tally tally) {
        this.topic = topic;
        this.outlets = outlets;
        this.deadLetters = deadLetters;
        this.tally = tally;
    }

    @Override
    public void accept(InFlight event) {
        var tooLarge = outlets.send(event, topic);
        if (tooLarge == null) {
            tally.out++;
        } else {
            deadLetters.tooLarge(event, tooLarge, topic);
        }
    }

    @Override
    public void advance(long time) {
        // Nothing here waits for time to pass.
    }
}
