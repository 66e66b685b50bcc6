package dev.millrace.generator.encode;

import dev.millrace.event.Event;
import dev.millrace.event.avro.AvroEventEncoder;
import dev.millrace.event.record.RecordEncoding;
import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.Outgoing;
import dev.millrace.generator.channel.SourceChannel;
import java.util.List;
import org.apache.kafka.common.header.Header;

/** Sends events in Avro, one a record, with their data as the JSON it is. */
final class AvroEvents implements EventSender {
    private static final List<Header> HEADERS = RecordHeaders.of(RecordEncoding.AVRO);

    private final SourceChannel channel;
    private final AvroEventEncoder encoder;

    AvroEvents(SourceChannel channel, int schemaId) {
        this.channel = channel;
        this.encoder = new AvroEventEncoder(schemaId);
    }

    @Override
    public void send(Event event, long timestamp) throws ChannelLost {
        channel.send(new Outgoing(
                channel.key().topic(), null, JsonEvents.key(event), encoder.toBytes(event), timestamp, HEADERS));
    }
}
