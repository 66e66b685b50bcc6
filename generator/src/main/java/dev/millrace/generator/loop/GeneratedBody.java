package dev.millrace.generator.loop;

import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.SourceChannel;
import dev.millrace.generator.encode.GeneratedSender;
import dev.millrace.generator.encode.SourceEncoding;
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
    private final SourceEncoding encoding;
    private final Schedule schedule;
    private final Pulse pulse;
    private final long commitNanos;
    private final StartingLine.Place place;

    /** A body that sends JSON; the parameters are those of the other constructor. */
    public GeneratedBody(
            SourceRenderer renderer, DueTimes times, long commitNanos, RunClock clock, StartingLine.Place place) {
        this(renderer, SourceEncoding.json(), times, commitNanos, clock, place);
    }

    /**
     * @param encoding how events are written
     * @param times    when events are due in the run
     * @param clock    of the run, which its sources share
     * @param place    where it waits for the other sources of the run
     */
    public GeneratedBody(
            SourceRenderer renderer,
            SourceEncoding encoding,
            DueTimes times,
            long commitNanos,
            RunClock clock,
            StartingLine.Place place) {
        this.renderer = renderer;
        this.encoding = encoding;
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
        var sender = encoding.generated(renderer, channel);
        place.await(stop);
        long transactionStart = pulse.nanoTime();
        while (!stop.stopped() && !over(channel)) {
            boolean sent = sendDue(channel, sender);
            long now = pulse.nanoTime();
            channel.flushDue(now);
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

    /** Sends what is due of the channel's shard, up to a burst; whether there was anything. */
    private boolean sendDue(SourceChannel channel, GeneratedSender sender) throws ChannelLost {
        long first = channel.next();
        int step = channel.key().shard().of();
        long until = Math.min(first + (long) BURST * step, schedule.countAt(pulse.nanoTime()));
        for (long index = first; index < until; index += step) {
            long due = schedule.activeNanos(index);
            sender.send(index, schedule.wallMicros(due), schedule.timestamp(due));
        }
        return until > first;
    }
}
