package dev.millrace.generator.encode;

import dev.millrace.event.Event;
import dev.millrace.event.json.CloudEventWriter;
import dev.millrace.event.json.JsonBuffer;
import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.SourceChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Sends events as CloudEvents in JSON, one a record. */
final class JsonEvents implements EventSender {
    private final SourceChannel channel;
    private final CloudEventWriter writer = new CloudEventWriter();
    private final JsonBuffer buffer = new JsonBuffer(2048);

    JsonEvents(SourceChannel channel) {
        this.channel = channel;
    }

    @Override
    public void send(Event event, long timestamp) throws ChannelLost {
        channel.send(key(event), bytes(event), timestamp);
    }

    /** The event as a record's value. */
    byte[] bytes(Event event) {
        buffer.clear();
        writer.write(event, buffer);
        return buffer.toBytes();
    }

    static byte @Nullable [] key(Event event) {
        var key = event.key();
        return key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    }
}
