package dev.millrace.generator.intake;

import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.flow.SourceFlow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for permits for the events of one transaction, one by one as they are sent, so that a limit holds for when they
 * are. They stay together, so all must be sent before the transaction's time is up. For one thread.
 */
final class IntakePace {
    /** Kafka gives up a transaction after 15 s; by then it must be through. */
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** What comes at once may take half of that at the limit's full rate, for it is shared. */
    private static final double SECONDS_AT_ONCE = 5;

    private final SourceFlow flow;
    private final String source;
    private final long begun = System.nanoTime();
    private long waiting;

    /** @param events how many there will be */
    IntakePace(SourceFlow flow, String source, int events) {
        this.flow = flow;
        this.source = source;
        this.waiting = events;
    }

    /** The most events that may come at once. */
    static int largest(SourceFlow flow) {
        return (int) Math.clamp(flow.mostPerSecond() * SECONDS_AT_ONCE, 1, Integer.MAX_VALUE);
    }

    /** How many events go into one transaction, as far as they may be parted: those of a second. */
    static int mostEvents(SourceFlow flow, int most) {
        return (int) Math.clamp(flow.mostPerSecond(), 1, most);
    }

    /** Waits for the next event's permit. */
    void await() throws ChannelLost {
        while (flow.permits(1, waiting) == 0) {
            flow.end();
            if (System.nanoTime() - begun > LONGEST_NANOS) {
                throw new ChannelLost(
                        "Taking in events of source " + source,
                        new TimeoutException("its limit gave too few permits for what was posted at once"));
            }
            LockSupport.parkNanos(flow.nanosUntilNext());
        }
        waiting--;
    }
}
