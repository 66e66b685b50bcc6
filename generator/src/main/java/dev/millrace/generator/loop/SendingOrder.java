package dev.millrace.generator.loop;

import dev.millrace.generator.channel.ChannelLost;
import java.util.Map;

/** In which order the events of a generated source go to its channel, and what is done with each. For one thread. */
interface SendingOrder {
    /**
     * Takes the next event in turn.
     *
     * @param dueNanos when it is due, active time
     */
    void send(long index, long dueNanos) throws ChannelLost;

    /**
     * Sends events that were held back and are due by now, if all that are due in turn were sent.
     *
     * @param activeNanos active time now
     * @return whether there was anything
     */
    boolean sendHeldBack(long activeNanos) throws ChannelLost;

    /** When the next of those that were held back is due, active time; {@code DueTimes.NEVER} where there is none. */
    long nextHeldBack();

    /**
     * Sends events that were held back and are not due, because no time is left to wait for it.
     *
     * @param activeNanos active time now
     * @return whether there are more of them
     */
    boolean flush(long activeNanos) throws ChannelLost;

    /** Where to go on, in terms of its own; kept with the source's progress. */
    Map<String, String> position();
}
