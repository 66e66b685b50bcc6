package dev.millrace.generator.loop;

import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.SourceChannel;
import dev.millrace.generator.encode.GeneratedSender;
import dev.millrace.generator.encode.SourceEncoding;
import dev.millrace.generator.flow.SourceFlow;
import dev.millrace.generator.render.SourceRenderer;
import dev.millrace.generator.workload.DueTimes;
import java.util.Map;

/**
 * Sends generated events when they are due.
 *
 * <p>Open loop: an event that goes out late keeps its due time. When the program starts anew, the run's clock goes on
 * from where it stood, so that the time it was not running is no backlog; when only Kafka was away, the backlog is
 * caught up with, at a bounded speed. Under a limit events wait for permits, and keep their due times as well.
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
    private final Tempo tempo = new Tempo();
    private boolean broken;

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
        var flow = channel.flow();
        place.await(stop);
        resume(flow);
        long transactionStart = pulse.nanoTime();
        while (!stop.stopped() && !over(channel)) {
            var look = sendDue(channel, sender, flow);
            long now = pulse.nanoTime();
            channel.flushDue(now);
            flow.end();
            if (channel.uncommitted() && now - transactionStart >= commitNanos) {
                channel.commit(Map.of(), over(channel));
                now = pulse.nanoTime();
            }
            if (look != Look.SENT) {
                long untilNext = look == Look.HELD
                        ? flow.nanosUntilNext()
                        : tempo.nanosUntil(schedule.activeNanos(channel.next()), schedule.activeAt(now));
                long untilCommit = channel.uncommitted() ? transactionStart + commitNanos - now : LONGEST_SLEEP_NANOS;
                pulse.sleep(stop, Math.clamp(Math.min(untilNext, untilCommit), 0, LONGEST_SLEEP_NANOS));
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

    /** What came of a look at what is due. */
    private enum Look {
        /** Something was due, and is sent; there may be more. */
        SENT,
        /** Something is due, but may not be sent now. */
        HELD,
        /** Nothing is due. */
        NOTHING_DUE
    }

    /** How many events of the channel's shard are due and may be sent, as far as catching up has come. */
    private long waiting(long first, int step, long active) {
        return Math.ceilDiv(schedule.countBy(tempo.reached(active)) - first, step);
    }

    /** Sends what is due of the channel's shard and may be sent, up to a burst. */
    private Look sendDue(SourceChannel channel, GeneratedSender sender, SourceFlow flow) throws ChannelLost {
        long active = schedule.activeAt(pulse.nanoTime());
        long first = channel.next();
        int step = channel.key().shard().of();
        long waiting = waiting(first, step, active);
        if (waiting <= 0) {
            tempo.well(active);
            return Look.NOTHING_DUE;
        }
        if (!flow.begin()) {
            broken |= flow.refused();
            return Look.HELD;
        }
        if (broken) {
            resume(flow);
            waiting = waiting(first, step, active);
            if (waiting <= 0) {
                return Look.NOTHING_DUE;
            }
        }
        int permits = flow.permits(flow.fits((int) Math.min(BURST, waiting)), waiting);
        for (long index = first; index < first + (long) permits * step; index += step) {
            long due = schedule.activeNanos(index);
            sender.send(index, schedule.wallMicros(due), schedule.timestamp(due));
        }
        tempo.well(active);
        return permits > 0 ? Look.SENT : Look.HELD;
    }

    /** After a time when nothing could be sent, what was missed is made good at a bounded speed. */
    private void resume(SourceFlow flow) {
        broken = false;
        tempo.resumed(flow.policy().resume().speed(), schedule.activeAt(pulse.nanoTime()));
    }
}
