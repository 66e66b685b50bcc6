package dev.millrace.processor.topology;

import static dev.millrace.processor.testing.PipelineDriver.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.DeadLetter;
import dev.millrace.processor.pipeline.Branch;
import dev.millrace.processor.pipeline.Filter;
import dev.millrace.processor.pipeline.Route;
import dev.millrace.processor.pipeline.To;
import dev.millrace.processor.pipeline.Window;
import dev.millrace.processor.pipeline.WindowSpec;
import dev.millrace.processor.testing.PipelineDriver;
import dev.millrace.processor.testing.TestEvents;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLettersTest {
    private static final Instant TIME = Instant.parse("2026-11-21T20:59:23Z");

    @Test
    void aRecordThatIsNoEventIsPutAsideWithItsStory() {
        try (var pipeline = PipelineDriver.of(new To("out"))) {
            var sent = new TestRecord<>(
                    "k".getBytes(StandardCharsets.UTF_8),
                    "not json".getBytes(StandardCharsets.UTF_8),
                    new RecordHeaders().add("own", new byte[] {7}),
                    TIME.toEpochMilli());
            pipeline.send("k", TestEvents.order(0, TIME, "k", "{}"));
            pipeline.send(sent);
            pipeline.send("k", TestEvents.order(2, TIME, "k", "{}"));

            assertThat(pipeline.read("out")).hasSize(2);
            assertThat(pipeline.counts().deadLettered()).isEqualTo(1);
            assertThat(pipeline.read("in.dlq")).singleElement().satisfies(letter -> {
                assertThat(letter.key()).isEqualTo(sent.key());
                assertThat(letter.value()).isEqualTo(sent.value());
                assertThat(header(letter, DeadLetter.REASON)).startsWith("not JSON: ");
                assertThat(header(letter, DeadLetter.STAGE)).isEqualTo("decode");
                assertThat(header(letter, DeadLetter.TIME)).isEqualTo(PipelineDriver.NOW.toString());
                assertThat(letter.timestamp()).isEqualTo(PipelineDriver.NOW.toEpochMilli());
                assertThat(header(letter, DeadLetter.RECORD_TIME))
                        .isEqualTo(sent.getRecordTime().toString());
                assertThat(header(letter, DeadLetter.TOPIC)).isEqualTo("in");
                assertThat(header(letter, DeadLetter.PARTITION)).isEqualTo("0");
                assertThat(header(letter, DeadLetter.OFFSET)).isEqualTo("1");
                assertThat(header(letter, DeadLetter.PIPELINE)).isEqualTo("p");
                assertThat(header(letter, DeadLetter.SOURCE)).isNull();
                assertThat(letter.headers().lastHeader("own").value()).containsExactly(7);
            });
        }
    }

    @Test
    void whatIsReadableOfAnUnreadableEventIsTold() {
        try (var pipeline = PipelineDriver.of(new To("out"))) {
            var whole = new String(TestEvents.order(5, TIME, "k", "{\"a\":1}"), StandardCharsets.UTF_8);
            pipeline.send("k", whole.substring(0, whole.length() - 3).getBytes(StandardCharsets.UTF_8));

            assertThat(pipeline.read("in.dlq")).singleElement().satisfies(letter -> {
                assertThat(header(letter, DeadLetter.SOURCE)).isEqualTo("orders");
                assertThat(header(letter, DeadLetter.RUN)).isEqualTo("run1");
                assertThat(header(letter, DeadLetter.INDEX)).isEqualTo("5");
            });
        }
    }

    @Test
    void anEventAStepCannotProcessIsPutAsideNamingStepAndExpression() {
        try (var pipeline = PipelineDriver.of(
                new Filter("true"),
                new Route(List.of(new Branch("data.amount > 10", "large", false))),
                new To("out"))) {
            var lacking = TestEvents.order(4, TIME, "k", "{\"sum\":1}");
            pipeline.send("k", lacking);

            assertThat(pipeline.read("large")).isEmpty();
            assertThat(pipeline.read("out")).isEmpty();
            assertThat(pipeline.read("in.dlq")).singleElement().satisfies(letter -> {
                assertThat(letter.value()).isEqualTo(lacking);
                assertThat(header(letter, DeadLetter.STAGE)).isEqualTo("step:steps[1].route[0].when");
                assertThat(header(letter, DeadLetter.REASON))
                        .isEqualTo(
                                "steps[1].route[0].when: there is no field 'amount' (character 5 of `data.amount > 10`)");
                assertThat(header(letter, DeadLetter.INDEX)).isEqualTo("4");
            });
        }
    }

    @Test
    void anEventThatFailsAfterItWasPartitionedAnewStillTellsWhereItCameFrom() {
        var window = new Window(
                new WindowSpec(Duration.ofSeconds(10), Duration.ZERO, Duration.ofDays(1), "data.region"),
                Map.of("sum", "sum(data.amount)"),
                "window");
        try (var pipeline = PipelineDriver.of(window, new To("out"))) {
            pipeline.send("k0", TestEvents.order(0, TIME, "k0", "{\"region\":\"north\",\"amount\":1}"));
            var lacking = TestEvents.order(1, TIME, "k1", "{\"region\":\"north\"}");
            pipeline.send("k1", lacking);

            assertThat(pipeline.read("in.dlq")).singleElement().satisfies(letter -> {
                assertThat(letter.key()).isEqualTo("k1".getBytes(StandardCharsets.UTF_8));
                assertThat(letter.value()).isEqualTo(lacking);
                assertThat(header(letter, DeadLetter.TOPIC)).isEqualTo("in");
                assertThat(header(letter, DeadLetter.OFFSET)).isEqualTo("1");
                assertThat(header(letter, DeadLetter.STAGE)).isEqualTo("step:steps[0].aggregate.sum");
                assertThat(letter.headers().lastHeader(Place.HEADER)).isNull();
            });
        }
    }

    @Test
    void anEventTooLargeForItsTopicIsPutAside() {
        try (var pipeline = PipelineDriver.of(limits(Map.of("out", 4_000)), new To("out"))) {
            var large = TestEvents.order(0, TIME, "k", noise(5_000));
            pipeline.send("k", large);
            pipeline.send("k", TestEvents.order(1, TIME, "k", "1"));

            assertThat(pipeline.read("out")).hasSize(1);
            assertThat(pipeline.read("in.dlq")).singleElement().satisfies(letter -> {
                assertThat(letter.value()).isEqualTo(large);
                assertThat(header(letter, DeadLetter.STAGE)).isEqualTo("encode");
                assertThat(header(letter, DeadLetter.REASON))
                        .contains("topic out takes at most 4000 (max.message.bytes)");
            });
        }
    }

    @Test
    void anEventThatFitsOnceCompressedIsNotTooLarge() {
        try (var pipeline = PipelineDriver.of(limits(Map.of("out", 4_000)), new To("out"))) {
            pipeline.send("k", TestEvents.order(0, TIME, "k", '"' + "x".repeat(50_000) + '"'));

            assertThat(pipeline.read("out")).hasSize(1);
        }
    }

    @Test
    void aLetterTooLargeEvenForItsTopicIsSentWithoutItsContent() {
        try (var pipeline = PipelineDriver.of(limits(Map.of("out", 4_000, "in.dlq", 4_000)), new To("out"))) {
            pipeline.send("k", TestEvents.order(0, TIME, "k", noise(5_000)));

            assertThat(pipeline.read("in.dlq")).singleElement().satisfies(letter -> {
                assertThat(letter.value()).isNull();
                assertThat(header(letter, DeadLetter.OFFSET)).isEqualTo("0");
                assertThat(header(letter, DeadLetter.REASON))
                        .endsWith("; left out here: the value (5197 bytes), for topic in.dlq takes at most 4000 bytes"
                                + " (max.message.bytes)");
            });
        }
    }

    @Test
    void whateverMakesALetterTooLargeIsLeftOutAndNoMore() {
        var large = new byte[9_000];
        var mark = new RecordHeaders().add("own", new byte[] {7});
        var failing = "{\"no\":1}";
        try (var pipeline =
                PipelineDriver.of(limits(Map.of("in.dlq", 9_000)), new Filter("data.a > 0"), new To("out"))) {
            pipeline.send(new TestRecord<>(bytes("k"), order("orders", failing), mark, TIME.toEpochMilli()));
            pipeline.send(new TestRecord<>(
                    bytes("k"), order("orders", failing), new RecordHeaders().add("own", large), TIME.toEpochMilli()));
            pipeline.send(new TestRecord<>(large, order("orders", failing), mark, TIME.toEpochMilli()));
            pipeline.send(new TestRecord<>(bytes("k"), order("s".repeat(9_000), failing), mark, TIME.toEpochMilli()));

            var letters = pipeline.read("in.dlq");
            assertThat(letters).allSatisfy(letter -> {
                assertThat(header(letter, DeadLetter.REASON))
                        .startsWith("steps[0].filter: there is no field 'a' (character 5 of `data.a > 0`)");
                assertThat(header(letter, DeadLetter.TOPIC)).isEqualTo("in");
                assertThat(header(letter, DeadLetter.OFFSET)).isNotNull();
                assertThat(header(letter, DeadLetter.RUN)).isEqualTo("run1");
            });
            assertThat(letters.stream().map(DeadLettersTest::leftOut))
                    .containsExactly(
                            "nothing",
                            "the value, the record's own headers",
                            "the value, the record's own headers, the key",
                            "the value, the record's own headers, the key, dlq.source");
            assertThat(letters.getFirst().headers().lastHeader("own")).isNotNull();
            assertThat(letters.get(1).key()).isEqualTo(bytes("k"));
            assertThat(letters.get(2).key()).isNull();
            assertThat(header(letters.get(2), DeadLetter.SOURCE)).isEqualTo("orders");
        }
    }

    @Test
    void aReasonAsLongAsItsExpressionIsToldAsFarAsThereIsRoom() {
        var condition = "data.a > 0 || data.b == '" + "x".repeat(4_000) + "'";
        try (var pipeline = PipelineDriver.of(limits(Map.of("in.dlq", 4_000)), new Filter(condition), new To("out"))) {
            pipeline.send("k", order("orders", "{}"));

            assertThat(pipeline.read("in.dlq"))
                    .singleElement()
                    .satisfies(letter -> assertThat(header(letter, DeadLetter.REASON))
                            .startsWith("steps[0].filter: there is no field")
                            .hasSizeLessThan(1_000));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] order(String source, String data) {
        return bytes(new String(TestEvents.order(0, TIME, "k", data), StandardCharsets.UTF_8)
                .replace("\"source\":\"orders\"", "\"source\":\"" + source + "\""));
    }

    /** What a letter says is left out, without the sizes. */
    private static String leftOut(TestRecord<byte[], byte[]> letter) {
        var said = header(letter, DeadLetter.REASON).split("; left out here: ", 2);
        return said.length == 1 ? "nothing" : said[1].replaceAll(" \\(\\d+( bytes)?\\)|, for topic .*", "");
    }

    private static SizeLimits limits(Map<String, Integer> limits) {
        return new SizeLimits() {
            @Override
            public int maxBytes(String topic) {
                return limits.getOrDefault(topic, Integer.MAX_VALUE);
            }

            @Override
            public int maxUncompressedBytes() {
                return Integer.MAX_VALUE;
            }
        };
    }

    /** A JSON text no compression makes small. */
    private static String noise(int size) {
        var bytes = new byte[size / 2];
        new Random(1).nextBytes(bytes);
        return '"' + HexFormat.of().formatHex(bytes) + '"';
    }

    @Test
    void aWindowResultThatFailsGoesToTheLettersOfTheTopicItWasMeantFor() {
        var window = new Window(
                new WindowSpec(Duration.ofSeconds(10), Duration.ZERO, Duration.ofDays(1), "key"),
                Map.of("n", "count()"),
                "window");
        try (var pipeline = PipelineDriver.of(window, new Filter("data.other > 0"), new To("out"))) {
            pipeline.send("k", TestEvents.order(0, TIME, "k", "{}"));
            pipeline.send("k", TestEvents.order(1, TIME.plusSeconds(20), "k", "{}"));

            assertThat(pipeline.read("out.dlq")).singleElement().satisfies(letter -> {
                assertThat(letter.key()).isEqualTo("k".getBytes(StandardCharsets.UTF_8));
                assertThat(header(letter, DeadLetter.TOPIC)).isEqualTo("out");
                assertThat(header(letter, DeadLetter.OFFSET)).isNull();
                assertThat(header(letter, DeadLetter.SOURCE)).isEqualTo("p");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32", "ISO-8859-1"})
    void anEventInAnotherEncodingDoesNotStopTheOnesBehindIt(String charset) {
        try (var pipeline = PipelineDriver.of(new To("out"))) {
            var text = new String(TestEvents.order(0, TIME, "k", "\"é\""), StandardCharsets.UTF_8);
            pipeline.send("k", text.getBytes(Charset.forName(charset)));
            pipeline.send("k", TestEvents.order(1, TIME, "k", "{}"));

            assertThat(pipeline.counts().in()).isEqualTo(2);
            assertThat(pipeline.read("in.dlq").size() + pipeline.read("out").size())
                    .isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "\u0000", "{\"specversion\":\"1.0\"}", "\uFEFF{}"})
    void nothingThatIsNoEventStopsTheOnesBehindIt(String value) {
        try (var pipeline = PipelineDriver.of(new Filter("data.a == 1"), new To("out"))) {
            pipeline.send("k", value.getBytes(StandardCharsets.UTF_8));
            pipeline.send("k", TestEvents.order(1, TIME, "k", "{\"a\":1}"));

            assertThat(pipeline.read("in.dlq")).hasSize(1);
            assertThat(pipeline.read("out")).hasSize(1);
        }
    }

    @Test
    void aTimeNoCalendarHasIsPutAside() {
        try (var pipeline = PipelineDriver.of(new To("out"))) {
            pipeline.send(
                    "k",
                    ("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\","
                                    + "\"time\":\"+100000-01-01T00:00:00Z\"}")
                            .getBytes(StandardCharsets.UTF_8));

            assertThat(pipeline.read("in.dlq"))
                    .singleElement()
                    .satisfies(letter ->
                            assertThat(header(letter, DeadLetter.REASON)).contains("not within the years"));
        }
    }
}
