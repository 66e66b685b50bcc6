package dev.millrace.generator.loop;

import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.SourceChannel;
import dev.millrace.generator.render.SourceRenderer;
import dev.millrace.generator.workload.Workload;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends generated events when they are due.
 *
 * <p>Open loop: an event that goes out late keeps its due time. When the program starts anew, due times go on from
 * then, so that the time it was not running is no backlog; when only Kafka was away, the backlog is caught up.
 */
public final class GeneratedBody implements SourceBody {
    /** Events rendered between two looks at the clock. */
    private static final int BURST = 256;

    private static final long LONGEST_SLEEP_NANOS = 50_000_000;

    private final SourceRenderer renderer;
    private final Workload workload;
    private final long count;
    private final long commitNanos;
    private final Clock clock;
    private @Nullable Schedule schedule;

    /** @param count how many events there are in all; {@link Long#MAX_VALUE} for no end */
    public GeneratedBody(SourceRenderer renderer, Workload workload, long count, long commitNanos, Clock clock) {
        this.renderer = renderer;
        this.workload = workload;
        this.count = count;
        this.commitNanos = commitNanos;
        this.clock = clock;
    }

    @Override
    public void pump(SourceChannel channel, StopSignal stop) throws ChannelLost {
        var due = schedule;
        if (due == null) {
            due = Schedule.from(workload, channel.next(), clock);
            schedule = due;
        }
        long transactionStart = System.nanoTime();
        while (!stop.stopped() && channel.next() < count) {
            boolean sent = sendDue(channel, due);
            long now = System.nanoTime();
            if (channel.uncommitted() && now - transactionStart >= commitNanos) {
                channel.commit(Map.of(), channel.next() >= count);
                now = System.nanoTime();
            }
            if (!sent) {
                long untilDue = due.nanosUntil(channel.next(), now);
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
    private boolean sendDue(SourceChannel channel, Schedule due) throws ChannelLost {
        long first = channel.next();
        long until = Math.min(Math.min(count, first + BURST), due.countAt(System.nanoTime()));
        for (long index = first; index < until; index++) {
            long micros = due.wallMicros(index);
            renderer.render(index, micros);
            if (renderer.hasHeaders()) {
                channel.sendWith(renderer.headers(), renderer.key(), renderer.value(), micros / 1_000);
            } else {
                channel.send(renderer.key(), renderer.value(), micros / 1_000);
            }
        }
        return until > first;
    }
}
