package dev.millrace.generator.loop;

import dev.millrace.event.Event;
import dev.millrace.event.Origin;
import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.SourceChannel;
import dev.millrace.generator.encode.EventSender;
import dev.millrace.generator.line.MalformedLine;
import dev.millrace.generator.replay.CaptureParser;
import dev.millrace.generator.replay.Captured;
import dev.millrace.generator.replay.CapturedLines;
import dev.millrace.generator.replay.ReplayPosition;
import dev.millrace.generator.replay.ReplaySource;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Turns captured lines into events with a due time, and sends them. Not thread-safe. */
final class ReplaySender {
    private final ReplaySource source;
    private final RunClock clock;
    private final CaptureParser parser;
    private final SourceChannel channel;
    private final EventSender sender;

    ReplaySender(ReplaySource source, SourceChannel channel, EventSender sender, RunClock clock, Clock wall) {
        this.channel = channel;
        this.sender = sender;
        this.source = source;
        this.clock = clock;
        this.parser = new CaptureParser(source.input().format(), source.key(), wall);
    }

    /**
     * A line that is read and waits until it is due.
     *
     * @param event    what it is; null if it cannot be sent
     * @param problem  why not; empty where it can
     * @param active   the event's own time, as active time of the run; before its due time where it was captured late
     * @param position the place reached once it is sent, and when it is due
     */
    record Ready(
            CapturedLines.Line line, @Nullable Captured event, String problem, long active, ReplayPosition position) {}

    /**
     * Reads a line.
     *
     * @param begin    when the first event is due, active time
     * @param position the place before it
     */
    Ready read(CapturedLines.Line line, long begin, ReplayPosition position) {
        if (line.tooLong()) {
            return putAside(
                    line,
                    "the line has " + line.length() + " bytes, too many; kept are the first " + line.bytes().length,
                    position);
        }
        try {
            return timed(line, parser.parse(line.bytes()), begin, position);
        } catch (MalformedLine e) {
            return putAside(line, e.reason(), position);
        }
    }

    private static Ready putAside(CapturedLines.Line line, String problem, ReplayPosition position) {
        var after = new ReplayPosition(line.end(), position.file(), position.zeroMicros(), position.due());
        return new Ready(line, null, problem, position.due(), after);
    }

    private Ready timed(CapturedLines.Line line, Captured event, long begin, ReplayPosition position) {
        var time = event.time();
        if (time == null) {
            var after = new ReplayPosition(line.end(), position.file(), position.zeroMicros(), position.due());
            return new Ready(line, event, "", position.due(), after);
        }
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, time);
        long zero = position.zeroMicros() == null ? micros : position.zeroMicros();
        long active = begin + (long) ((micros - zero) * 1_000.0 / source.input().speed());
        // What was captured after a later one is due with it: events are sent in their order.
        long due = Math.max(position.due(), active);
        return new Ready(line, event, "", active, new ReplayPosition(line.end(), position.file(), zero, due));
    }

    void send(Ready ready) throws ChannelLost {
        var captured = ready.event();
        if (captured == null) {
            channel.deadLetter(null, ready.line().bytes(), ready.problem());
            return;
        }
        var origin = new Origin(channel.key().run(), channel.next());
        var id = origin.eventId(source.name());
        var own = captured.type() == null ? source.name() : captured.type();
        var event = new Event(
                id,
                source.name(),
                source.type() == null ? own : source.type(),
                Instant.EPOCH.plus(clock.wallMicros(ready.active()), ChronoUnit.MICROS),
                captured.key(),
                captured.correlationId() == null ? id : captured.correlationId(),
                null,
                origin,
                captured.extensions(),
                captured.data());
        long due = ready.position().due();
        sender.send(event, due < 0 ? clock.wallMillis() : clock.wallMicros(due) / 1_000);
    }
}
