package dev.millrace.event.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.event.Event;
import dev.millrace.event.EventData;
import dev.millrace.event.Origin;
import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.avro.AvroEventEncoder;
import dev.millrace.event.avro.EventSchemas;
import dev.millrace.event.avro.SchemaFailure;
import dev.millrace.event.avro.SchemaLookup;
import dev.millrace.event.avro.registry.InMemorySchemaRegistry;
import dev.millrace.event.frame.BodyCoding;
import dev.millrace.event.frame.EventPacker;
import dev.millrace.event.frame.FrameEncoder;
import dev.millrace.event.frame.FrameHead;
import dev.millrace.event.frame.FrameHome;
import dev.millrace.event.json.CloudEventWriter;
import dev.millrace.event.json.RandomEvents;
import dev.millrace.event.json.TimestampWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {
    private static final FrameHome HOME = new FrameHome("t", 2);
    private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");

    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final RecordReader reader = new RecordReader(registry);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anEventIsTheSameInEveryEncoding(long seed) throws Exception {
        var random = new RandomEvents(new SplittableRandom(seed));
        for (int i = 0; i < 300; i++) {
            var event = micros(random.next());
            int id = registry.register("t-value", EventSchemas.eventOfJson("any"));
            var packer = new EventPacker(event, null, HOME);
            packer.append(event);

            assertThat(read(new CloudEventWriter().toBytes(event))).containsExactly(event);
            assertThat(read(new AvroEventEncoder(id).toBytes(event))).containsExactly(event);
            assertThat(read(packer.finish())).containsExactly(event);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void headlinesSayWhatTheEventsSay(long seed) throws Exception {
        var random = new RandomEvents(new SplittableRandom(seed));
        var headlines = new RecordHeadlines(registry);
        for (int i = 0; i < 300; i++) {
            var event = micros(random.next());
            int id = registry.register("t-value", EventSchemas.eventOfJson("any"));
            var packer = new EventPacker(event, null, HOME);
            packer.append(event);
            for (var value : List.of(
                    new CloudEventWriter().toBytes(event), new AvroEventEncoder(id).toBytes(event), packer.finish())) {
                var shifted = new byte[value.length + 5];
                System.arraycopy(value, 0, shifted, 2, value.length);
                headlines.prepare(shifted, 2, value.length);

                headlines.open(shifted, 2, value.length, HOME.topic(), HOME.partition());

                var origin = event.origin();
                assertThat(headlines.next()).isTrue();
                assertThat(headlines.source()).isEqualTo(event.source());
                assertThat(headlines.run()).isEqualTo(origin == null ? null : origin.run());
                assertThat(headlines.index()).isEqualTo(origin == null ? 0 : origin.index());
                assertThat(headlines.timed()).isTrue();
                assertThat(headlines.epochMicros()).isEqualTo(TimestampWriter.epochMicros(event.time()));
                assertThat(headlines.next()).isFalse();
            }
        }
    }

    @Test
    void everyEventOfAFrameIsGivenInOrderAndTheBadOneAlone() throws Exception {
        var encoder = new FrameEncoder(new FrameHead("s", "t", "r", new BodyCoding.Json(), null), HOME);
        for (int i = 0; i < 3; i++) {
            encoder.body().raw(i == 1 ? new byte[] {'{'} : ("{\"n\":" + i + "}").getBytes(StandardCharsets.UTF_8));
            encoder.append(i, i);
        }
        var bad = new ArrayList<String>();
        var good = new ArrayList<String>();

        reader.read(encoder.finish(), HOME, NOW, new RecordReader.Sink() {
            @Override
            public void event(int place, Event event) {
                good.add(place + event.data().toString());
            }

            @Override
            public void unreadable(int place, byte[] body, String reason) {
                bad.add(place + new String(body, StandardCharsets.UTF_8));
            }
        });

        assertThat(good).containsExactly("0{\"n\":0}", "2{\"n\":2}");
        assertThat(bad).containsExactly("1{");
    }

    @Test
    void aFrameFoundElsewhereIsNotRead() {
        var event = event();
        var packer = new EventPacker(event, null, HOME);
        packer.append(event);
        var frame = packer.finish();

        assertThat(FrameHome.partitionOf(frame)).isEqualTo(2);
        assertThatThrownBy(() -> reader.read(frame, new FrameHome("t", 1), NOW, sink(new ArrayList<>())))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessageContaining("strayed");
    }

    @Test
    void aSchemaThatIsNotKnownMakesARecordUnreadableAndOneThatCannotBeAskedForDoesNot() {
        var value = new AvroEventEncoder(77).toBytes(event());
        SchemaLookup away = id -> {
            throw new SchemaFailure.Unreachable("away", null);
        };

        assertThatThrownBy(() -> reader.read(value, HOME, NOW, sink(new ArrayList<>())))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessageContaining("77");
        assertThatThrownBy(() -> new RecordReader(away).read(value, HOME, NOW, sink(new ArrayList<>())))
                .isInstanceOf(SchemaFailure.Unreachable.class);
        assertThatThrownBy(() -> new RecordHeadlines(away).prepare(value, 0, value.length))
                .isInstanceOf(SchemaFailure.Unreachable.class);
    }

    private List<Event> read(byte[] value) throws Exception {
        var events = new ArrayList<Event>();
        reader.read(value, HOME, NOW, sink(events));
        return events;
    }

    private static RecordReader.Sink sink(List<Event> into) {
        return new RecordReader.Sink() {
            @Override
            public void event(int place, Event event) {
                into.add(event);
            }

            @Override
            public void unreadable(int place, byte[] body, String reason) {
                throw new AssertionError(reason);
            }
        };
    }

    private static Event event() {
        return new Event(
                "r.s.0", "s", "t", NOW, "k", "r.s.0", null, new Origin("r", 0), Map.of(), EventData.ofJson("{}"));
    }

    private static Event micros(Event event) {
        var cut = event.time().truncatedTo(java.time.temporal.ChronoUnit.MICROS);
        return new Event(
                event.id(),
                event.source(),
                event.type(),
                cut,
                event.key(),
                event.correlationId(),
                event.trace(),
                event.origin(),
                event.extensions(),
                event.data());
    }
}
