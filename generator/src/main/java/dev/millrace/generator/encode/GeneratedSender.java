package dev.millrace.generator.encode;

import dev.millrace.generator.anomaly.PoisonKind;
import dev.millrace.generator.channel.ChannelLost;

/** Takes the events of a generated source to one channel. Belongs to the source's sending loop. */
public interface GeneratedSender {
    /**
     * Sends event {@code index}, which is the one the channel is at.
     *
     * @param dueMicros       when it was due, microseconds since 1970
     * @param timestampMillis the timestamp for its record, milliseconds since 1970
     */
    default void send(long index, long dueMicros, long timestampMillis) throws ChannelLost {
        send(index, dueMicros, timestampMillis, dueMicros, 0);
    }

    /**
     * As {@link #send(long, long, long)}, for an event that is sent at another time than it tells.
     *
     * @param timeMicros  its own time, microseconds since 1970: what its clock tells
     * @param shiftMicros how much later than its own time it was due to be sent; negative where before
     */
    void send(long index, long dueMicros, long timestampMillis, long timeMicros, long shiftMicros) throws ChannelLost;

    /** Sends a record that nobody can read in the place of event {@code index}, with a mark that says so. */
    void poison(long index, long dueMicros, long timestampMillis, PoisonKind kind) throws ChannelLost;
}
