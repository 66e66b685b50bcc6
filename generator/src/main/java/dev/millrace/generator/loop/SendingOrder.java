package dev.millrace.generator.loop;

import dev.millrace.generator.channel.ChannelLost;
import java.util.Map;

/**
 * In which order the events of a generated source go to its channel, and what is done with each. All turns are taken in
 * the order of their times. For one thread.
 */
interface SendingOrder {
    /** Turns taken at once at the most, whatever became of them. */
    int MOST_TURNS = 1_024;

    /**
     * How many records are to go out, as far as that is known without going through them.
     *
     * @param reached active time up to which turns may be taken
     */
    long waiting(long reached);

    /**
     * Takes turns whose time has come, up to the first that needs a record too many.
     *
     * @param allowance for the records that are sent; turns of events that are left out need none
     * @param reached   active time up to which turns may be taken
     * @return whether a turn was taken
     */
    boolean send(Allowance allowance, long reached) throws ChannelLost;

    /** When the next of those that are held back is due, active time; {@code DueTimes.NEVER} where there is none. */
    long nextHeldBack();

    /**
     * Sends events that are held back and not due, because no time is left to wait for it. After that nothing else is
     * sent.
     *
     * @param allowance   for the records that are sent
     * @param activeNanos active time now
     */
    void flush(Allowance allowance, long activeNanos) throws ChannelLost;

    /** How many records {@link #flush} has to send. */
    long heldBack();

    /** Where to go on, in terms of its own; kept with the source's progress. */
    Map<String, String> position();
}
