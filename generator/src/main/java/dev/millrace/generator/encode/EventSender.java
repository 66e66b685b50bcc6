package dev.millrace.generator.encode;

import dev.millrace.event.Event;
import dev.millrace.generator.channel.ChannelLost;

/** Takes events that came from outside to one channel. Belongs to the source's sending loop. */
public interface EventSender {
    /**
     * Sends an event, whose index is the channel's next.
     *
     * @param timestamp the record's timestamp, milliseconds since 1970
     */
    void send(Event event, long timestamp) throws ChannelLost;
}
