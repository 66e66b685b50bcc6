package dev.millrace.generator.encode;

import dev.millrace.event.record.RecordEncoding;
import dev.millrace.generator.anomaly.PoisonKind;
import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.Outgoing;
import dev.millrace.generator.channel.SourceChannel;
import dev.millrace.generator.render.SourceRenderer;
import java.util.List;
import org.apache.kafka.common.header.Header;

/** Sends generated events as CloudEvents in JSON, one a record. */
final class JsonRecords implements GeneratedSender {
    private static final List<Header> HEADERS = RecordHeaders.of(RecordEncoding.JSON);

    private final SourceRenderer renderer;
    private final SourceChannel channel;
    private final RecordPlace place;
    private final PoisonRecords poison;

    JsonRecords(SourceRenderer renderer, SourceChannel channel) throws ChannelLost {
        this.renderer = renderer;
        this.channel = channel;
        this.place = new RecordPlace(renderer, channel);
        this.poison = new PoisonRecords(renderer, channel);
    }

    @Override
    public void send(long index, long dueMicros, long timestampMillis, long timeMicros, long shiftMicros)
            throws ChannelLost {
        renderer.render(index, dueMicros, timeMicros);
        var topic = renderer.topic();
        channel.send(new Outgoing(
                topic,
                place.partition(topic),
                renderer.key(),
                renderer.value(),
                timestampMillis,
                RecordHeaders.of(HEADERS, renderer, shiftMicros)));
    }

    @Override
    public void poison(long index, long dueMicros, long timestampMillis, PoisonKind kind) throws ChannelLost {
        renderer.begin(index, dueMicros);
        var topic = renderer.topic();
        poison.send(topic, place.partition(topic), index, timestampMillis, kind, PoisonBytes.noEvent());
    }
}
