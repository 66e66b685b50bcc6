package dev.millrace.generator.loop;

import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.SourceChannel;
import dev.millrace.generator.render.SourceRenderer;
import dev.millrace.generator.workload.DueTimes;
import java.util.Map;

/**
 * Sends generated events when they are due.
 *
 * <p>Open loop: an event that goes out late keeps its due time. When the program starts anew, the run's clock goes on
 * from where it stood, so that the time it was not running is no backlog; when only Kafka was away, the backlog is
 * caught up.
 */
public final class GeneratedBody implements SourceBody {
    /** Events rendered between two looks at the clock. */
    private static final int BURST = 256;

    private static final long LONGEST_SLEEP_NANOS = 50_000_000;

    private final SourceRenderer renderer;
    private final Schedule schedule;
    private final Pulse pulse;
    private final long commitNanos;
    private final StartingLine.Place place;

    /**
     * @param times when events are due in the run
     * @param clock of the run, which its sources share
     * @param place where it waits for the other sources of the run
     */
    public GeneratedBody(
            SourceRenderer renderer, DueTimes times, long commitNanos, RunClock clock, StartingLine.Place place) {
        this.renderer = renderer;
        this.schedule = new Schedule(times, clock);
        this.pulse = clock.pulse();
        this.commitNanos = commitNanos;
        this.place = place;
    }

    @Override
    public void finished() {
        place.leave();
    }

    @Override
    public void pump(SourceChannel channel, StopSignal stop) throws ChannelLost {
        place.await(stop);
        long transactionStart = pulse.nanoTime();
        while (!stop.stopped() && !over(channel)) {
            boolean sent = sendDue(channel);
            long now = pulse.nanoTime();
            if (channel.uncommitted() && now - transactionStart >= commitNanos) {
                channel.commit(Map.of(), over(channel));
                now = pulse.nanoTime();
            }
            if (!sent) {
                long untilDue = schedule.nanosUntil(channel.next(), now);
                long untilCommit = channel.uncommitted() ? transactionStart + commitNanos - now : LONGEST_SLEEP_NANOS;
                pulse.sleep(stop, Math.clamp(Math.min(untilDue, untilCommit), 0, LONGEST_SLEEP_NANOS));
            }
            if (!channel.uncommitted()) {
                transactionStart = pulse.nanoTime();
            }
        }
        if (channel.uncommitted() || over(channel)) {
            channel.commit(Map.of(), over(channel));
        }
    }

    private boolean over(SourceChannel channel) {
        return channel.next() >= schedule.events();
    }

    /** Sends what is due, up to a burst; whether there was anything. */
    private boolean sendDue(SourceChannel channel) throws ChannelLost {
        long first = channel.next();
        long until = Math.min(first + BURST, schedule.countAt(pulse.nanoTime()));
        for (long index = first; index < until; index++) {
            long due = schedule.activeNanos(index);
            renderer.render(index, schedule.wallMicros(due));
            if (renderer.hasHeaders()) {
                channel.sendWith(renderer.headers(), renderer.key(), renderer.value(), schedule.timestamp(due));
            } else {
                channel.send(renderer.key(), renderer.value(), schedule.timestamp(due));
            }
        }
        return until > first;
    }
}
