package dev.millrace.generator.channel;

import dev.millrace.generator.flow.Fault;

/**
 * A transaction could not be carried through, and whether it was committed may not be known. The channel is of no
 * more use; one opened anew knows how far the source has really come.
 */
public final class ChannelLost extends Exception {
    private static final long serialVersionUID = 1L;

    public ChannelLost(String doing, Throwable cause) {
        super(doing + ": " + cause.getMessage(), cause);
    }

    /** What it says of Kafka. */
    public Fault fault() {
        return ChannelFailures.fault(this);
    }
}
