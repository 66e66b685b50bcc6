package dev.millrace.event.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.Event;
import dev.millrace.event.Origin;
import dev.millrace.event.TraceDerivation;
import dev.millrace.event.avro.AvroBuffer;
import dev.millrace.event.avro.EventSchemas;
import dev.millrace.event.avro.RandomShapes;
import dev.millrace.event.avro.SchemaFailure;
import dev.millrace.event.avro.SchemaLookup;
import dev.millrace.event.avro.ShapedValue;
import dev.millrace.event.json.CloudEventReader;
import dev.millrace.event.json.JsonBuffer;
import dev.millrace.event.json.RandomEvents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameRoundTripTest {
    private static final FrameHome HOME = new FrameHome("shop.orders", 3);
    private static final SchemaLookup NONE = id -> {
        throw new SchemaFailure.Unknown("no schema " + id);
    };

    private final FrameCursor cursor = new FrameCursor();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void eventsOfAnyKindAreUnpackedAsTheyWerePacked(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        var unpacker = new FrameUnpacker(NONE);
        for (int i = 0; i < 150; i++) {
            var traces =
                    random.nextBoolean() ? null : new TraceDerivation(random.nextLong(), random.nextLong(1L << 56));
            var events = alike(random, random.nextInt(1, 60), traces);
            var packer = new EventPacker(events.getFirst(), traces, HOME);
            events.forEach(packer::append);

            var frame = packer.finish();

            cursor.open(frame, HOME);
            assertThat(cursor.count()).isEqualTo(events.size());
            for (var event : events) {
                assertThat(cursor.next()).isTrue();
                assertThat(unpacker.event(cursor)).isEqualTo(event);
                var json = new JsonBuffer();
                unpacker.writeJson(cursor, json);
                assertThat(new CloudEventReader().read(json.toBytes(), Instant.EPOCH))
                        .isEqualTo(event);
            }
            assertThat(cursor.next()).isFalse();
            assertThat(cursor.next()).isFalse();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 5})
    void framesAreAsTheSpecificationHasThem(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 150; i++) {
            var events = alike(random, random.nextInt(1, 60), null);
            var packer = new EventPacker(events.getFirst(), null, HOME);
            events.forEach(packer::append);

            var read = new SpecReader(packer.finish());

            var first = events.getFirst();
            assertThat(read.partition).isEqualTo(3);
            assertThat(read.source).isEqualTo(first.source());
            assertThat(read.type).isEqualTo(first.type());
            assertThat(read.run)
                    .isEqualTo(first.origin() == null ? null : first.origin().run());
            assertThat(read.items).hasSameSizeAs(events);
            for (int j = 0; j < events.size(); j++) {
                var event = events.get(j);
                var item = read.items.get(j);
                assertThat(item.index())
                        .isEqualTo(
                                event.origin() == null ? null : event.origin().index());
                assertThat(item.timeMicros())
                        .isEqualTo(micros(event.time()))
                        .isBetween(read.leastMicros, read.greatestMicros);
                assertThat(item.key()).isEqualTo(event.key());
                assertThat(item.id() == null ? event.origin().eventId(first.source()) : item.id())
                        .isEqualTo(event.id());
                assertThat(item.bodyText()).isEqualTo(event.data().toString());
                var trace = event.trace();
                assertThat(item.traceHex())
                        .isEqualTo(
                                trace == null
                                        ? null
                                        : trace.toString().substring(3).replace("-", ""));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {6, 7})
    void bodiesInAvroComeBackAsJson(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        var shapes = new RandomShapes(random);
        for (int i = 0; i < 60; i++) {
            var shape = shapes.fields(2);
            var schema = EventSchemas.data("orders", shape);
            int id = schema.contentId();
            var head = new FrameHead("orders", "placed", "r1", new BodyCoding.Avro(id), new TraceDerivation(9, 0));
            var encoder = new FrameEncoder(head, HOME);
            var values = new ArrayList<ShapedValue>();
            for (int j = random.nextInt(1, 30); j > 0; j--) {
                var value = shapes.value(shape);
                value.avro(encoder.body());
                encoder.append(values.size(), 1_000L * values.size());
                values.add(value);
            }

            cursor.open(encoder.finish(), HOME);

            assertThat(cursor.head()).isEqualTo(head);
            var unpacker = new FrameUnpacker(_ -> schema);
            for (int j = 0; cursor.next(); j++) {
                var expected = new JsonBuffer();
                values.get(j).json(expected);
                var event = unpacker.event(cursor);
                assertThat(event.data()).hasToString(expected.toString());
                assertThat(event.id()).isEqualTo("r1.orders." + j);
                assertThat(event.correlationId()).isEqualTo(event.id());
                assertThat(event.trace()).isEqualTo(new TraceDerivation(9, 0).at(j));
                assertThat(cursor.key()).isNull();
                var avro = new AvroBuffer();
                values.get(j).avro(avro);
                assertThat(cursor.bodyLength()).isEqualTo(avro.size());
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {8})
    void keysTimesAndIndicesAreReadWithoutTheBodies(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        var encoder = new FrameEncoder(new FrameHead("s", "t", "r", new BodyCoding.Avro(1), null), HOME);
        for (int i = 0; i < 100; i++) {
            int count = random.nextInt(1, 200);
            var indices = random.longs(count, 0, Long.MAX_VALUE)
                    .map(n -> n >> random.nextInt(63))
                    .toArray();
            var times = random.longs(count, FrameFormat.FIRST_MICROS, FrameFormat.LAST_MICROS + 1)
                    .toArray();
            for (int j = 0; j < count; j++) {
                var key = ("key-" + j % 7).getBytes(StandardCharsets.UTF_8);
                encoder.append(indices[j], times[j], key, 0, key.length);
            }

            cursor.open(encoder.finish(), HOME);

            for (int j = 0; j < count; j++) {
                assertThat(cursor.next()).isTrue();
                assertThat(cursor.place()).isEqualTo(j);
                assertThat(cursor.index()).isEqualTo(indices[j]);
                assertThat(cursor.timeMicros()).isEqualTo(times[j]);
                assertThat(cursor.key()).isEqualTo("key-" + j % 7);
                assertThat(cursor.bodyLength()).isZero();
            }
        }
    }

    /** Events of one source, type and run, otherwise of every kind. */
    private static List<Event> alike(SplittableRandom random, int count, TraceDerivation traces) {
        var any = new RandomEvents(random);
        var first = any.next();
        boolean origin = traces != null || random.nextBoolean();
        var run = "run-" + random.nextInt(9);
        long base = random.nextInt(1_000);
        var events = new ArrayList<Event>();
        for (int i = 0; i < count; i++) {
            var event = any.next();
            var place = origin ? new Origin(run, random.nextInt(9) == 0 ? random.nextLong() >>> 1 : base + i) : null;
            var id = place != null && random.nextInt(4) > 0 ? place.eventId(first.source()) : event.id();
            var trace = traces != null && (event.trace() == null || random.nextBoolean())
                    ? traces.at(place.index())
                    : event.trace();
            events.add(new Event(
                    id,
                    first.source(),
                    first.type(),
                    event.time(),
                    event.key(),
                    random.nextBoolean() ? id : event.correlationId(),
                    trace,
                    place,
                    random.nextInt(4) == 0 ? event.extensions() : Map.of(),
                    event.data()));
        }
        return events;
    }

    private static long micros(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
    }
}
