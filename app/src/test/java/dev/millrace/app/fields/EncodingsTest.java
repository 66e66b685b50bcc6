package dev.millrace.app.fields;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.Event;
import dev.millrace.event.avro.AvroBuffer;
import dev.millrace.event.avro.registry.InMemorySchemaRegistry;
import dev.millrace.event.frame.BodyCoding;
import dev.millrace.event.frame.FrameEncoder;
import dev.millrace.event.frame.FrameHome;
import dev.millrace.event.record.RecordReader;
import dev.millrace.generator.render.SourceRenderer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of field says the same in every encoding, to the byte. */
class EncodingsTest {
    private static final int EVENTS = 300;
    private static final FrameHome HOME = new FrameHome("t", 0);

    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final RecordReader reader = new RecordReader(registry);

    static Stream<String> sources() throws Exception {
        return Catalog.read().sources().stream();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void aSourceMakesTheSameEventsInJsonInAvroAndInFrames(String source) throws Exception {
        var catalog = Catalog.read();
        var json = new ArrayList<Event>();
        var renderer = catalog.renderer(source);
        for (long index = 0; index < EVENTS; index++) {
            renderer.render(index, catalog.due(source, index));
            json.addAll(read(renderer.value()));
        }

        assertThat(avro(catalog, source)).isEqualTo(json);
        assertThat(frame(catalog, source, true)).isEqualTo(json);
        assertThat(frame(catalog, source, false)).isEqualTo(json);
    }

    private List<Event> avro(Catalog catalog, String source) throws Exception {
        var renderer = catalog.renderer(source);
        var writer = renderer.identity()
                .avroWriter(registry.register(source, renderer.identity().eventSchema()));
        var events = new ArrayList<Event>();
        var out = new AvroBuffer();
        for (long index = 0; index < EVENTS; index++) {
            renderer.begin(index, catalog.due(source, index));
            out.clear();
            writer.open(
                    index,
                    catalog.due(source, index),
                    renderer.hasKey() ? renderer.keyText().unsafeBytes() : null,
                    0,
                    renderer.keyText().size(),
                    out);
            renderer.avroData(out);
            events.addAll(read(out.toBytes()));
        }
        return events;
    }

    private List<Event> frame(Catalog catalog, String source, boolean avro) throws Exception {
        var renderer = catalog.renderer(source);
        var identity = renderer.identity();
        var bodies = avro
                ? new BodyCoding.Avro(registry.register("frame " + source, identity.dataSchema()))
                : new BodyCoding.Json();
        var encoder = new FrameEncoder(identity.frameHead(bodies), HOME);
        for (long index = 0; index < EVENTS; index++) {
            renderer.begin(index, catalog.due(source, index));
            body(renderer, encoder.body(), avro);
            var key = renderer.keyText();
            if (renderer.hasKey()) {
                encoder.append(index, catalog.due(source, index), key.unsafeBytes(), 0, key.size());
            } else {
                encoder.append(index, catalog.due(source, index));
            }
        }
        return read(encoder.finish());
    }

    private static void body(SourceRenderer renderer, AvroBuffer out, boolean avro) {
        if (avro) {
            renderer.avroData(out);
        } else {
            renderer.jsonData(out);
        }
    }

    private List<Event> read(byte[] value) throws Exception {
        var events = new ArrayList<Event>();
        reader.read(value, HOME, Instant.EPOCH, new RecordReader.Sink() {
            @Override
            public void event(int place, Event event) {
                events.add(event);
            }

            @Override
            public void unreadable(int place, byte[] body, String reason) {
                throw new AssertionError("event " + place + ": " + reason);
            }
        });
        return events;
    }
}
