package dev.millrace.generator.loop;

import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.SourceChannel;
import dev.millrace.generator.encode.GeneratedSender;
import dev.millrace.generator.encode.SourceEncoding;
import dev.millrace.generator.render.SourceRenderer;
import dev.millrace.generator.workload.Workload;
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
    private final long count;
    private final long commitNanos;
    private final StartingLine.Place place;

    /** A body that sends JSON; the parameters are those of the other constructor. */
    public GeneratedBody(
            SourceRenderer renderer,
            Workload workload,
            long count,
            long commitNanos,
            RunClock clock,
            StartingLine.Place place) {
        this(renderer, SourceEncoding.json(), workload, count, commitNanos, clock, place);
    }

    /**
     * @param encoding how events are written
     * @param count how many events there are in all; {@link Long#MAX_VALUE} for no end
     * @param clock of the run, which its sources share
     * @param place where it waits for the other sources of the run
     */
    public GeneratedBody(
            SourceRenderer renderer,
            SourceEncoding encoding,
            Workload workload,
            long count,
            long commitNanos,
            RunClock clock,
            StartingLine.Place place) {
        this.renderer = renderer;
        this.encoding = encoding;
        this.schedule = new Schedule(workload, clock);
        this.count = count;
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
        long transactionStart = System.nanoTime();
        while (!stop.stopped() && channel.next() < count) {
            boolean sent = sendDue(channel, sender);
            long now = System.nanoTime();
            channel.flushDue(now);
            if (channel.uncommitted() && now - transactionStart >= commitNanos) {
                channel.commit(Map.of(), channel.next() >= count);
                now = System.nanoTime();
            }
            if (!sent) {
                long untilDue = schedule.nanosUntil(channel.next(), now);
                long untilCommit = channel.uncommitted() ? transactionStart + commitNanos - now : LONGEST_SLEEP_NANOS;
                stop.sleepNanos(Math.clamp(Math.min(untilDue, untilCommit), 0, LONGEST_SLEEP_NANOS));
            }
            if (!channel.uncommitted()) {
                transactionStart = System.nanoTime();
            }
        }
        if (channel.uncommitted() || channel.next() >= count) {
            channel.commit(Map.of(), channel.next() >= count);
        }
    }

    /** Sends what is due, up to a burst; whether there was anything. */
    private boolean sendDue(SourceChannel channel, GeneratedSender sender) throws ChannelLost {
        long first = channel.next();
        long until = Math.min(Math.min(count, first + BURST), schedule.countAt(System.nanoTime()));
        for (long index = first; index < until; index++) {
            sender.send(index, schedule.wallMicros(index));
        }
        return until > first;
    }
}
