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
 * caught up with, at a bounded speed. Under a limit events wait for permits, and keep their due times as well.
 *
 * <p>What is held back on purpose when the stop is asked for is sent before the end, unless another loop goes on.
 */
public final class GeneratedBody implements SourceBody {
    private final SourceRenderer renderer;
    private final SourceEncoding encoding;
    private final Schedule schedule;
    private final Pulse pulse;
    private final long commitNanos;
    private final StartingLine.Place place;
    private final Tempo tempo = new Tempo();
    private final @Nullable Anomalies anomalies;
    private @Nullable Admission admission;

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
        var admits = admission == null ? new Admission(channel.key().source()) : admission;
        admission = admits;
        var order = order(channel, encoding.generated(renderer, channel), admits);
        place.await(stop);
        var turns = new DueTurns(order, channel, schedule, tempo, admits);
        new GeneratedPump(channel, order, schedule, turns, pulse, commitNanos).run(stop);
    }

    private SendingOrder order(SourceChannel channel, GeneratedSender sender, Admission admits) {
        return anomalies == null
                ? new InOrder(sender, channel, schedule, admits)
                : new WithAnomalies(sender, channel, schedule, anomalies, renderer, admits);
    }
}
