package dev.millrace.generator.loop;

import dev.millrace.event.progress.DeviationKind;
import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.SourceChannel;
import dev.millrace.generator.encode.SourceEncoding;
import dev.millrace.generator.file.FileMark;
import dev.millrace.generator.flow.SourceFlow;
import dev.millrace.generator.replay.CapturedLines;
import dev.millrace.generator.replay.ReplayPosition;
import dev.millrace.generator.replay.ReplaySource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Sends captured events again, as far apart as they were, or so many times as fast. The first is due when the run
 * begins; an event that was captured late stays as late. The place in the file is committed with the events, so that
 * sending goes on at exactly the next line.
 */
public final class ReplayBody implements SourceBody {
    /** Events sent between two looks at the clock. */
    private static final int BURST = 256;

    private static final long LONGEST_SLEEP_NANOS = 50_000_000;

    private final ReplaySource source;
    private final long commitNanos;
    private final RunClock clock;
    private final Pulse pulse;
    private final StartingLine.Place place;
    private final Clock wall;
    private final SourceEncoding encoding;
    private final Tempo tempo = new Tempo();
    private final Admission admission;
    private boolean broken;

    /**
     * @param encoding how events are written
     * @param clock of the run, which its sources share
     * @param place where it waits for the other sources of the run
     * @param wall  tells what lines leave out of their times
     */
    public ReplayBody(
            ReplaySource source,
            SourceEncoding encoding,
            long commitNanos,
            RunClock clock,
            StartingLine.Place place,
            Clock wall) {
        this.source = source;
        this.encoding = encoding;
        this.commitNanos = commitNanos;
        this.clock = clock;
        this.pulse = clock.pulse();
        this.place = place;
        this.admission = new Admission(source.name());
        this.wall = wall;
    }

    @Override
    public void finished() {
        place.leave();
    }

    @Override
    public void pump(SourceChannel channel, StopSignal stop) throws ChannelLost {
        var sender = new ReplaySender(source, channel, encoding.events(channel), clock, wall);
        place.await(stop);
        admission.makeGood(channel.flow().policy().resume(), tempo, clock.activeNanos());
        var from = source.from();
        long begin = from == null ? 0 : -from.leadNanos(clock.timeline());
        try {
            var position = position(channel, begin);
            try (var lines = CapturedLines.open(source.input().file(), position.offset())) {
                new Replaying(channel, sender, lines, begin, position).run(stop);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the file to replay cannot be read: path=" + source.input().file() + ": " + e.getMessage(), e);
        }
    }

    /** Where to go on, in a file that must be the one it was. */
    private ReplayPosition position(SourceChannel channel, long begin) throws IOException {
        var file = FileMark.of(source.input().file());
        if (channel.position().isEmpty()) {
            return ReplayPosition.start(file, begin);
        }
        var position = ReplayPosition.of(channel.position());
        var difference = position.file().differenceTo(file);
        if (difference.isPresent()) {
            throw new IOException("it has been changed since its replay began: " + difference.get()
                    + ". Put back the file as it was and start again, and the replay goes on at the next line; or name"
                    + " the changed file in 'replay.file' under another path, and it is replayed from its beginning");
        }
        return position;
    }

    /** One channel's worth of it. */
    private final class Replaying {
        private final SourceChannel channel;
        private final ReplaySender sender;
        private final CapturedLines lines;
        private final long begin;
        private final SourceFlow flow;
        private boolean held;
        private ReplayPosition position;
        private ReplaySender.@Nullable Ready ready;

        Replaying(
                SourceChannel channel, ReplaySender sender, CapturedLines lines, long begin, ReplayPosition position) {
            this.channel = channel;
            this.flow = channel.flow();
            this.sender = sender;
            this.lines = lines;
            this.begin = begin;
            this.position = position;
        }

        void run(StopSignal stop) throws ChannelLost, IOException {
            advance();
            long transactionStart = pulse.nanoTime();
            while (!stop.stopped() && ready != null) {
                boolean sent = sendDue();
                long now = pulse.nanoTime();
                channel.flushDue(now);
                flow.end();
                if (channel.uncommitted() && now - transactionStart >= commitNanos) {
                    channel.commit(position.toMap(), ready == null);
                    now = pulse.nanoTime();
                }
                var next = ready;
                if (!sent && next != null) {
                    long untilNext = held
                            ? flow.nanosUntilNext()
                            : tempo.nanosUntil(next.position().due(), clock.activeAt(now));
                    long untilCommit =
                            channel.uncommitted() ? transactionStart + commitNanos - now : LONGEST_SLEEP_NANOS;
                    pulse.sleep(stop, Math.clamp(Math.min(untilNext, untilCommit), 0, LONGEST_SLEEP_NANOS));
                }
                if (!channel.uncommitted()) {
                    transactionStart = pulse.nanoTime();
                }
            }
            if (channel.uncommitted() || ready == null) {
                channel.commit(position.toMap(), ready == null);
            }
        }

        /** Sends what is due and may be sent, up to a burst; whether there was anything. */
        private boolean sendDue() throws ChannelLost, IOException {
            long active = clock.activeAt(pulse.nanoTime());
            long reached = tempo.reached(active);
            int turns = 0;
            held = false;
            // How many lines wait is not known, for they are read one by one.
            admission.look(flow, 0);
            for (var next = ready;
                    next != null && turns < BURST && next.position().due() <= reached && take(next, active);
                    next = ready) {
                position = next.position();
                turns++;
                advance();
            }
            if (!held) {
                tempo.well(active);
            }
            if (!held && turns < BURST) {
                flow.idle();
            }
            return turns > 0;
        }

        /** Sends an event or leaves it out; whether one of these could be. */
        private boolean take(ReplaySender.Ready next, long active) throws ChannelLost {
            var leftOut = verdict(next);
            if (leftOut == null) {
                held = !hasBatch(active);
                if (held) {
                    return false;
                }
                // With the breaker's permission, an outage may have come to its end.
                leftOut = verdict(next);
            }
            if (leftOut != null) {
                channel.indices().omit(leftOut);
                admission.count(flow, leftOut);
                return true;
            }
            held = !flow.admitOne();
            if (!held) {
                sender.send(next);
            }
            return !held;
        }

        private @Nullable DeviationKind verdict(ReplaySender.Ready next) {
            return admission.verdict(channel.next(), next.position().due());
        }

        private boolean hasBatch(long active) {
            boolean has = flow.hasBatch();
            if (!has && flow.refused()) {
                broken = true;
            } else if (has && broken) {
                broken = false;
                admission.makeGood(flow.policy().resume(), tempo, active);
            }
            return has;
        }

        /** Reads the next line, unless that is one too many. */
        private void advance() throws IOException {
            var line = channel.next() >= source.count() ? null : lines.next();
            var next = line == null ? null : sender.read(line, begin, position);
            boolean late = next != null
                    && source.duration() != null
                    && next.position().due() - begin >= source.duration().toNanos();
            ready = late ? null : next;
        }
    }
}
