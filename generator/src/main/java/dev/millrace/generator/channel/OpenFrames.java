package dev.millrace.generator.channel;

/** Frames that are being filled with events a channel has taken. Belongs to the source's sending loop. */
public interface OpenFrames {
    /** Sends all of them, for the transaction is about to be committed. */
    void flush() throws ChannelLost;

    /**
     * Sends those that have waited long enough.
     *
     * @param nanoTime the monotonic clock
     */
    void flushDue(long nanoTime) throws ChannelLost;
}
