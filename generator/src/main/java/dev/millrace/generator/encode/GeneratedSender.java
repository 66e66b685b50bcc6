package dev.millrace.generator.encode;

import dev.millrace.generator.channel.ChannelLost;

/** Takes the events of a generated source to one channel. Belongs to the source's sending loop. */
public interface GeneratedSender {
    /**
     * Sends event {@code index}, which is the channel's next.
     *
     * @param dueMicros       when it was due, microseconds since 1970
     * @param timestampMillis the timestamp for its record, milliseconds since 1970
     */
    void send(long index, long dueMicros, long timestampMillis) throws ChannelLost;
}
