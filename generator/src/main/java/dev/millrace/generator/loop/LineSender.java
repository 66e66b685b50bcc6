package dev.millrace.generator.loop;

import dev.millrace.event.Event;
import dev.millrace.event.EventData;
import dev.millrace.event.Origin;
import dev.millrace.event.json.JsonBuffer;
import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.SourceChannel;
import dev.millrace.generator.encode.EventSender;
import dev.millrace.generator.encode.SourceEncoding;
import dev.millrace.generator.line.LineParser;
import dev.millrace.generator.line.MalformedLine;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns lines into events: one that can be read is sent, one that cannot is put aside as it came. Not
 * thread-safe.
 */
public final class LineSender {
    private final LineParser parser;
    private final String type;
    private final Clock clock;
    private final SourceEncoding encoding;
    private final JsonBuffer data = new JsonBuffer(1024);
    private @Nullable SourceChannel open;
    private @Nullable EventSender sender;

    /** @param type the type of the events, which are sent as JSON */
    public LineSender(LineParser parser, String type, Clock clock) {
        this(parser, type, clock, SourceEncoding.json());
    }

    /**
     * @param type     the type of the events
     * @param encoding how they are written
     */
    public LineSender(LineParser parser, String type, Clock clock, SourceEncoding encoding) {
        this.encoding = encoding;
        this.parser = parser;
        this.type = type;
        this.clock = clock;
    }

    /** Sends one line, given without its end. */
    public void line(SourceChannel channel, byte[] line, int offset, int length) throws ChannelLost {
        data.clear();
        try {
            var now = clock.instant();
            var parsed = parser.parse(line, offset, length, data);
            var origin = new Origin(channel.key().run(), channel.next());
            var id = origin.eventId(channel.key().source());
            var event = new Event(
                    id,
                    channel.key().source(),
                    type,
                    parsed.time() == null ? now : parsed.time(),
                    parsed.key(),
                    id,
                    null,
                    origin,
                    Map.of(),
                    EventData.copyOf(data.unsafeBytes(), 0, data.size()));
            // The record's timestamp is when it was taken in: by the line's own time, an old log would be
            // deleted by the topic's retention as soon as it is written.
            sender(channel).send(event, now.toEpochMilli());
        } catch (MalformedLine e) {
            channel.deadLetter(null, Arrays.copyOfRange(line, offset, offset + length), e.reason());
        }
    }

    /** The sender of the channel at hand: one that was lost is followed by another. */
    @SuppressWarnings("ReferenceEquality")
    private EventSender sender(SourceChannel channel) throws ChannelLost {
        var known = sender;
        if (known == null || open != channel) {
            known = encoding.events(channel);
            sender = known;
            open = channel;
        }
        return known;
    }

    /** Puts aside a line that is longer than allowed. */
    public void tooLong(SourceChannel channel, byte[] head, long length) throws ChannelLost {
        channel.deadLetter(
                null, head, "the line has " + length + " bytes, too many; kept are the first " + head.length);
    }
}
