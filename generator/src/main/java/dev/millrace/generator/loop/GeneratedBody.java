package dev.millrace.generator.loop;

import dev.millrace.generator.anomaly.Anomalies;
import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.SourceChannel;
import dev.millrace.generator.encode.GeneratedSender;
import dev.millrace.generator.encode.SourceEncoding;
import dev.millrace.generator.render.SourceRenderer;
import dev.millrace.generator.workload.DueTimes;
import org.jspecify.annotations.Nullable;

/**
 * Sends generated events when they are due.
 *
 * <p>Open loop: an event that goes out late keeps its due time. When the program starts anew, the run's clock goes on
 * from where it stood, so that the time it was not running is no backlog; when only Kafka was away, the backlog is
 * caught up.
 *
 * <p>What is held back on purpose when the stop is asked for is sent before the end, unless another loop goes on.
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
    private final @Nullable Anomalies anomalies;

    /** A body that sends JSON; the parameters are those of the other constructor. */
    public GeneratedBody(
            SourceRenderer renderer, DueTimes times, long commitNanos, RunClock clock, StartingLine.Place place) {
        this(renderer, SourceEncoding.json(), times, null, commitNanos, clock, place);
    }

    /** A body of a source whose events are all as they should be; the parameters are those of the other constructor. */
    public GeneratedBody(
            SourceRenderer renderer,
            SourceEncoding encoding,
            DueTimes times,
            long commitNanos,
            RunClock clock,
            StartingLine.Place place) {
        this(renderer, encoding, times, null, commitNanos, clock, place);
    }

    /**
     * @param encoding  how events are written
     * @param times     when events are due in the run
     * @param anomalies what is wrong with some of them; null for nothing
     * @param clock     of the run, which its sources share
     * @param place     where it waits for the other sources of the run
     */
    public GeneratedBody(
            SourceRenderer renderer,
            SourceEncoding encoding,
            DueTimes times,
            @Nullable Anomalies anomalies,
            long commitNanos,
            RunClock clock,
            StartingLine.Place place) {
        this.renderer = renderer;
        this.encoding = encoding;
        this.schedule = new Schedule(times, clock);
        this.pulse = clock.pulse();
        this.commitNanos = commitNanos;
        this.place = place;
        this.anomalies = anomalies;
    }

    @Override
    public void finished() {
        place.leave();
    }

    @Override
    public void pump(SourceChannel channel, StopSignal stop) throws ChannelLost {
        var order = order(channel, encoding.generated(renderer, channel));
        place.await(stop);
        long transactionStart = pulse.nanoTime();
        while (!stop.stopped() && !over(channel, order)) {
            boolean sent = sendDue(channel, order);
            long now = pulse.nanoTime();
            channel.flushDue(now);
            if (channel.uncommitted() && now - transactionStart >= commitNanos) {
                channel.commit(order.position(), over(channel, order));
                now = pulse.nanoTime();
            }
            if (!sent) {
                long untilDue = Math.min(schedule.nanosUntil(channel.next(), now), untilHeldBack(order, now));
                long untilCommit = channel.uncommitted() ? transactionStart + commitNanos - now : LONGEST_SLEEP_NANOS;
                pulse.sleep(stop, Math.clamp(Math.min(untilDue, untilCommit), 0, LONGEST_SLEEP_NANOS));
            }
            if (!channel.uncommitted()) {
                transactionStart = pulse.nanoTime();
            }
        }
        while (!stop.handsOver() && order.flush(schedule.activeAt(pulse.nanoTime()))) {
            if (pulse.nanoTime() - transactionStart >= commitNanos) {
                channel.commit(order.position(), false);
                transactionStart = pulse.nanoTime();
            }
        }
        if (channel.uncommitted() || over(channel, order)) {
            channel.commit(order.position(), over(channel, order));
        }
    }

    private SendingOrder order(SourceChannel channel, GeneratedSender sender) {
        return anomalies == null
                ? new InOrder(sender, schedule)
                : new WithAnomalies(sender, channel, schedule, anomalies, renderer);
    }

    private boolean over(SourceChannel channel, SendingOrder order) {
        return channel.next() >= schedule.events() && order.nextHeldBack() == DueTimes.NEVER;
    }

    private long untilHeldBack(SendingOrder order, long nanoTime) {
        long due = order.nextHeldBack();
        return due == DueTimes.NEVER ? due : due - schedule.activeAt(nanoTime);
    }

    /** Sends what is due of the channel's shard, up to a burst; whether there was anything. */
    private boolean sendDue(SourceChannel channel, SendingOrder order) throws ChannelLost {
        long now = pulse.nanoTime();
        long first = channel.next();
        long due = schedule.countAt(now);
        int step = channel.key().shard().of();
        long until = Math.min(first + (long) BURST * step, due);
        for (long index = first; index < until; index += step) {
            order.send(index, schedule.activeNanos(index));
        }
        boolean more = until >= due && order.sendHeldBack(schedule.activeAt(now));
        return until > first || more;
    }
}
