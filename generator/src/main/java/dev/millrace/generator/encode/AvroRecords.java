package dev.millrace.generator.encode;

import dev.millrace.event.avro.AvroBuffer;
import dev.millrace.event.avro.AvroEventWriter;
import dev.millrace.event.record.RecordEncoding;
import dev.millrace.generator.anomaly.PoisonKind;
import dev.millrace.generator.channel.ChannelLost;
import dev.millrace.generator.channel.Outgoing;
import dev.millrace.generator.channel.SourceChannel;
import dev.millrace.generator.render.SourceRenderer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;

/** Sends generated events in Avro, one a record, rendered straight into it. */
final class AvroRecords implements GeneratedSender {
    private static final List<Header> HEADERS = RecordHeaders.of(RecordEncoding.AVRO);

    private final SourceRenderer renderer;
    private final SourceChannel channel;
    private final RecordPlace place;
    private final PoisonRecords poison;
    private final Map<String, AvroEventWriter> writers = new HashMap<>();
    private final AvroBuffer out = new AvroBuffer();

    /** @param schemaIds the id of the schema for each topic */
    AvroRecords(SourceRenderer renderer, SourceChannel channel, Map<String, Integer> schemaIds) throws ChannelLost {
        this.renderer = renderer;
        this.channel = channel;
        this.place = new RecordPlace(renderer, channel);
        this.poison = new PoisonRecords(renderer, channel);
        schemaIds.forEach((topic, id) -> writers.put(topic, renderer.identity().avroWriter(id)));
    }

    @Override
    public void send(long index, long dueMicros, long timestampMillis, long timeMicros, long shiftMicros)
            throws ChannelLost {
        renderer.begin(index, dueMicros, timeMicros);
        var topic = renderer.topic();
        var key = renderer.keyText();
        out.clear();
        writer(topic).open(index, timeMicros, renderer.hasKey() ? key.unsafeBytes() : null, 0, key.size(), out);
        renderer.avroData(out);
        channel.send(new Outgoing(
                topic,
                place.partition(topic),
                renderer.key(),
                out.toBytes(),
                timestampMillis,
                RecordHeaders.of(HEADERS, renderer, shiftMicros)));
    }

    @Override
    public void poison(long index, long dueMicros, long timestampMillis, PoisonKind kind) throws ChannelLost {
        renderer.begin(index, dueMicros);
        var topic = renderer.topic();
        var key = renderer.keyText();
        out.clear();
        writer(topic).open(index, dueMicros, renderer.hasKey() ? key.unsafeBytes() : null, 0, key.size(), out);
        poison.send(topic, place.partition(topic), index, timestampMillis, kind, PoisonBytes.misfit(out.toBytes()));
    }

    private AvroEventWriter writer(String topic) {
        var writer = writers.get(topic);
        if (writer == null) {
            throw new IllegalStateException("topic " + topic + " was not foreseen, only " + writers.keySet());
        }
        return writer;
    }
}
