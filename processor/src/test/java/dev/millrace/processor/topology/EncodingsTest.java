package dev.millrace.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.DeadLetter;
import dev.millrace.event.Event;
import dev.millrace.event.UnreadableEvent;
import dev.millrace.event.avro.AvroEventEncoder;
import dev.millrace.event.avro.EventSchemas;
import dev.millrace.event.frame.BodyCoding;
import dev.millrace.event.frame.EventPacker;
import dev.millrace.event.frame.FrameEncoder;
import dev.millrace.event.frame.FrameHead;
import dev.millrace.event.frame.FrameHome;
import dev.millrace.event.json.CloudEventReader;
import dev.millrace.event.record.RecordEncoding;
import dev.millrace.event.record.RecordReader;
import dev.millrace.processor.pipeline.Branch;
import dev.millrace.processor.pipeline.Filter;
import dev.millrace.processor.pipeline.Route;
import dev.millrace.processor.pipeline.To;
import dev.millrace.processor.testing.PipelineDriver;
import dev.millrace.processor.testing.TestEvents;
import dev.millrace.settings.Encoding;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** What goes in and comes out in encodings other than JSON. */
class EncodingsTest {
    private static final Instant TIME = Instant.parse("2026-11-21T20:59:23.123456Z");
    private static final Encoding FRAME = Encoding.of(Encoding.As.FRAME);
    private static final Encoding AVRO = Encoding.of(Encoding.As.AVRO);

    @Test
    void everyEventOfAFrameGoesThroughTheStepsAndComesOutAsJson() throws Exception {
        try (var pipeline = PipelineDriver.of(new Filter("data.amount > 1"), new To("out"))) {
            pipeline.send(null, frame("in", event(0, "a", 1), event(1, "b", 2), event(2, "a", 3)));

            var out = pipeline.read("out");
            assertThat(events(pipeline, "out", out)).containsExactly(event(1, "b", 2), event(2, "a", 3));
            assertThat(out)
                    .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
                    .containsExactly("b", "a");
            assertThat(out)
                    .allSatisfy(record -> assertThat(PipelineDriver.header(record, "content-type"))
                            .isEqualTo(RecordEncoding.JSON.contentType()));
            assertThat(pipeline.counts().in()).isEqualTo(3);
            assertThat(pipeline.counts().out()).isEqualTo(2);
        }
    }

    @Test
    void aFrameBecomesAFrameOfWhatIsLeftOfIt() throws Exception {
        try (var pipeline = PipelineDriver.of(new Filter("data.amount > 1"), new To("out", FRAME))) {
            pipeline.send(null, frame("in", event(0, "a", 1), event(1, "b", 2), event(2, "a", 3)));
            pipeline.send("c", TestEvents.order(3, TIME, "c", "{\"amount\":4}"));

            var out = pipeline.read("out");
            assertThat(out).hasSize(2).allSatisfy(record -> {
                assertThat(record.key()).isNull();
                assertThat(RecordEncoding.of(record.value())).isEqualTo(RecordEncoding.FRAME);
            });
            assertThat(events(pipeline, "out", out))
                    .containsExactly(event(1, "b", 2), event(2, "a", 3), event(3, "c", 4));
        }
    }

    @Test
    void aFrameIsSentWhenItHoldsAsManyAsItMay() throws Exception {
        var two = new Encoding(Encoding.As.FRAME, 2, null, null, null);
        try (var pipeline = PipelineDriver.of(new To("out", two))) {
            pipeline.send(null, frame("in", event(0, "a", 1), event(1, "b", 2), event(2, "a", 3)));

            assertThat(pipeline.read("out")).hasSize(2);
        }
    }

    @Test
    void aKeyThatOnlyTheRecordHasGoesIntoTheFrame() throws Exception {
        try (var pipeline = PipelineDriver.of(new To("out", FRAME))) {
            pipeline.send("of the record", TestEvents.order(0, TIME, null, "{}"));

            assertThat(events(pipeline, "out", pipeline.read("out")))
                    .extracting(Event::key)
                    .containsExactly("of the record");
        }
    }

    @Test
    void avroIsReadByItsSchemaAndWrittenWithOne() throws Exception {
        var route = new Route(List.of(new Branch("data.amount > 2", "large", false, Encoding.JSON)));
        try (var pipeline = PipelineDriver.of(route, new To("out", AVRO))) {
            int id = pipeline.schemas().register("in-value", EventSchemas.eventOfJson("orders"));
            var encoder = new AvroEventEncoder(id);
            var small = encoder.toBytes(event(0, "a", 1));
            pipeline.send("a", small);
            pipeline.send("b", encoder.toBytes(event(1, "b", 3)));
            pipeline.send("c", TestEvents.order(2, TIME, "c", "{\"amount\":2}"));

            assertThat(events(pipeline, "large", pipeline.read("large"))).containsExactly(event(1, "b", 3));
            var out = pipeline.read("out");
            assertThat(out.getFirst().value()).as("as it came").isEqualTo(small);
            assertThat(RecordEncoding.of(out.getLast().value())).isEqualTo(RecordEncoding.AVRO);
            assertThat(events(pipeline, "out", out)).containsExactly(event(0, "a", 1), event(2, "c", 2));
        }
    }

    @Test
    void whatFailsOfAFrameIsPutAsideByItselfWithItsPlace() throws Exception {
        var encoder = new FrameEncoder(
                new FrameHead("orders", "t", "run1", new BodyCoding.Json(), null), new FrameHome("in", 0));
        var bodies = List.of("{\"amount\":1}", "{\"amount\":\"many\"}", "{", "{\"amount\":2}");
        for (int i = 0; i < bodies.size(); i++) {
            encoder.body().raw(bodies.get(i).getBytes(StandardCharsets.UTF_8));
            encoder.append(i, 0, new byte[] {'k'}, 0, 1);
        }
        try (var pipeline = PipelineDriver.of(new Filter("data.amount > 0"), new To("out"))) {
            pipeline.send(null, encoder.finish());

            assertThat(pipeline.read("out")).hasSize(2);
            var letters = pipeline.read("in.dlq");
            assertThat(letters)
                    .extracting(letter -> PipelineDriver.header(letter, DeadLetter.PLACE))
                    .containsExactly("1", "2");
            assertThat(letters)
                    .extracting(letter -> PipelineDriver.header(letter, DeadLetter.OFFSET))
                    .containsExactly("0", "0");
            assertThat(PipelineDriver.header(letters.getFirst(), DeadLetter.INDEX))
                    .isEqualTo("1");
            assertThat(new CloudEventReader()
                            .read(letters.getFirst().value(), TIME)
                            .data())
                    .hasToString("{\"amount\":\"many\"}");
            assertThat(letters.getLast().value()).isEqualTo(new byte[] {'{'});
        }
    }

    @Test
    void aFrameThatIsDamagedIsPutAsideWhole() {
        var damaged = frame("in", event(0, "a", 1));
        damaged[30] ^= 1;
        try (var pipeline = PipelineDriver.of(new To("out"))) {
            pipeline.send(null, damaged);
            pipeline.send(null, frame("elsewhere", event(0, "a", 1)));

            var letters = pipeline.read("in.dlq");
            assertThat(letters).hasSize(2);
            assertThat(letters.getFirst().value()).isEqualTo(damaged);
            assertThat(PipelineDriver.header(letters.getFirst(), DeadLetter.REASON))
                    .contains("damaged");
            assertThat(PipelineDriver.header(letters.getLast(), DeadLetter.REASON))
                    .contains("strayed");
            assertThat(PipelineDriver.header(letters.getFirst(), DeadLetter.PLACE))
                    .isNull();
        }
    }

    @Test
    void anEventTooLargeForAFrameIsPutAsideAndTheOthersGoOn() throws Exception {
        var limits = new SizeLimits() {
            @Override
            public int maxBytes(String topic) {
                return topic.equals("out") ? 8_000 : Integer.MAX_VALUE;
            }

            @Override
            public int maxUncompressedBytes() {
                return Integer.MAX_VALUE;
            }
        };
        try (var pipeline = PipelineDriver.of(limits, new To("out", FRAME))) {
            var large = TestEvents.order(1, TIME, "b", "{\"amount\":2,\"text\":\"" + "x".repeat(9_000) + "\"}");
            pipeline.send("a", TestEvents.order(0, TIME, "a", "{\"amount\":1}"));
            pipeline.send("b", large);

            assertThat(events(pipeline, "out", pipeline.read("out"))).containsExactly(event(0, "a", 1));
            assertThat(pipeline.read("in.dlq"))
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.value()).isEqualTo(large));
        }
    }

    @Test
    void aFrameNeverTakesMoreThanItsTopicDoes() throws Exception {
        var limits = new SizeLimits() {
            @Override
            public int maxBytes(String topic) {
                return 8_000;
            }

            @Override
            public int maxUncompressedBytes() {
                return Integer.MAX_VALUE;
            }
        };
        var many = new ArrayList<Event>();
        for (int i = 0; i < 100; i++) {
            many.add(event(i, "k", i));
        }
        try (var pipeline = PipelineDriver.of(limits, new To("out", FRAME))) {
            pipeline.send(null, frame("in", many.toArray(Event[]::new)));

            var out = pipeline.read("out");
            assertThat(out)
                    .hasSizeGreaterThan(1)
                    .allSatisfy(record -> assertThat(record.value().length).isLessThan(8_000));
            assertThat(events(pipeline, "out", out)).isEqualTo(many);
        }
    }

    private static Event event(long index, String key, int amount) {
        try {
            return new CloudEventReader().read(TestEvents.order(index, TIME, key, "{\"amount\":" + amount + "}"), TIME);
        } catch (UnreadableEvent e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] frame(String topic, Event... events) {
        var packer = new EventPacker(events[0], null, new FrameHome(topic, 0));
        for (var event : events) {
            packer.append(event);
        }
        return packer.finish();
    }

    private static List<Event> events(PipelineDriver pipeline, String topic, List<TestRecord<byte[], byte[]>> records)
            throws Exception {
        var events = new ArrayList<Event>();
        for (var record : records) {
            new RecordReader(pipeline.schemas())
                    .read(record.value(), new FrameHome(topic, 0), TIME, new RecordReader.Sink() {
                        @Override
                        public void event(int place, Event event) {
                            events.add(event);
                        }

                        @Override
                        public void unreadable(int place, byte[] body, String reason) {
                            throw new AssertionError(reason);
                        }
                    });
        }
        return events;
    }
}
