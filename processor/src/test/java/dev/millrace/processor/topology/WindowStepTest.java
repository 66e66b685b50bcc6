package dev.millrace.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.EventData;
import dev.millrace.processor.pipeline.Filter;
import dev.millrace.processor.pipeline.To;
import dev.millrace.processor.pipeline.Window;
import dev.millrace.processor.pipeline.WindowSpec;
import dev.millrace.processor.testing.PipelineDriver;
import dev.millrace.processor.testing.TestEvents;
import dev.millrace.processor.testing.WindowJson;
import dev.millrace.processor.window.WindowKey;
import dev.millrace.settings.Durations;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowStepTest {
    private static final Instant START = Instant.parse("2026-11-21T20:00:00Z");

    private long index;

    @Test
    void aResultIsAnEventOfItsOwn() {
        var aggregate = new LinkedHashMap<String, String>();
        aggregate.put("orders", "count()");
        aggregate.put("revenue", "sum(data.price * data.quantity)");
        aggregate.put("cheapest", "min(data.price)");
        aggregate.put("dearest", "max(data.price)");
        aggregate.put("average", "avg(data.price)");
        try (var pipeline = PipelineDriver.of(window(aggregate, "10s", "0s", "key", "window"), new To("out"))) {
            pipeline.send("ada", order("ada", 1, "{\"price\":12.5,\"quantity\":3}"));
            pipeline.send("ada", order("ada", 2, "{\"price\":7,\"quantity\":1}"));
            pipeline.send("bob", order("bob", 10, "{\"price\":1,\"quantity\":1}"));

            assertThat(pipeline.read("out")).singleElement().satisfies(record -> {
                var end = START.plusSeconds(10);
                var event = WindowJson.event(record.value());
                assertThat(record.key()).isEqualTo("ada".getBytes(StandardCharsets.UTF_8));
                assertThat(record.timestamp()).isEqualTo(PipelineDriver.NOW.toEpochMilli());
                assertThat(event.id()).isEqualTo("p.window.ada." + START.toEpochMilli());
                assertThat(event.correlationId()).isEqualTo(event.id());
                assertThat(event.source()).isEqualTo("p");
                assertThat(event.type()).isEqualTo("p.window");
                assertThat(event.time()).isEqualTo(end);
                assertThat(event.key()).isEqualTo("ada");
                assertThat(event.origin()).isNull();
                assertThat(event.data())
                        .isEqualTo(EventData.ofJson("{\"key\":\"ada\",\"windowStart\":\"2026-11-21T20:00:00.000000Z\","
                                + "\"windowEnd\":\"2026-11-21T20:00:10.000000Z\",\"orders\":2,\"revenue\":44.5,"
                                + "\"cheapest\":7,\"dearest\":12.5,\"average\":9.75}"));
            });
        }
    }

    @Test
    void aWindowWaitsForItsGraceAndNoLonger() {
        try (var pipeline = PipelineDriver.of(window(count(), "10s", "5s", "key", "window"), new To("out"))) {
            pipeline.send("k", order("k", 3, "{}"));
            pipeline.send("k", order("k", 14, "{}"));
            pipeline.send("k", order("k", 9, "{}"));
            assertThat(pipeline.read("out")).as("time is 14s").isEmpty();

            pipeline.send("k", order("k", 15, "{}"));
            assertThat(counts(pipeline)).as("time is 15s").containsExactly("k 2");

            pipeline.send("k", order("k", 9, "{}"));
            pipeline.send("k", order("k", 30, "{}"));
            assertThat(counts(pipeline)).containsExactly("k 2");
            assertThat(pipeline.counts().late()).isEqualTo(1);
        }
    }

    @Test
    void anEventThatAFilterDropsStillTellsTheTime() {
        try (var pipeline = PipelineDriver.of(
                new Filter("data.a == 1"), window(count(), "10s", "0s", "key", "window"), new To("out"))) {
            pipeline.send("k", order("k", 3, "{\"a\":1}"));
            pipeline.send("k", order("k", 12, "{\"a\":2}"));

            assertThat(counts(pipeline)).containsExactly("k 1");
        }
    }

    @Test
    void manyWindowsThatCloseTogetherComeOutOldestFirst() {
        try (var pipeline = PipelineDriver.of(window(count(), "10s", "1h", "key", "window"), new To("out"))) {
            for (int i = 2_499; i >= 0; i--) {
                pipeline.send("k" + i % 3, order("k" + i % 3, i, "{}"));
            }
            pipeline.send("end", order("end", 80_000, "{}"));

            var starts = pipeline.read("out").stream()
                    .map(r -> WindowJson.event(r.value()).time())
                    .toList();
            assertThat(starts).hasSize(750).isSorted();
        }
    }

    @Test
    void windowsCanFollowWindows() {
        var perMinute = new Window(
                new WindowSpec(Duration.ofMinutes(1), Duration.ZERO, Duration.ofDays(1), "key"),
                Map.of("n", "sum(data.n)"),
                "minutes");
        try (var pipeline = PipelineDriver.of(
                window(count(), "10s", "0s", "key", "seconds"), new Filter("data.n > 1"), perMinute, new To("out"))) {
            for (int second : new int[] {1, 2, 11, 12, 21, 45, 46, 200, 400}) {
                pipeline.send("k", order("k", second, "{}"));
            }

            assertThat(counts(pipeline))
                    .as("three pairs in the first minute; single ones are filtered")
                    .containsExactly("k 6");
            assertThat(pipeline.counts().late()).isZero();
        }
    }

    @Test
    void groupsByWhatAnExpressionComesTo() {
        try (var pipeline = PipelineDriver.of(window(count(), "10s", "0s", "data.region", "window"), new To("out"))) {
            pipeline.send("a", order("a", 1, "{\"region\":\"north\"}"));
            pipeline.send("b", order("b", 2, "{\"region\":5}"));
            pipeline.send("c", order("c", 3, "{\"region\":\"north\"}"));
            pipeline.send("d", order("d", 3, "{\"region\":5.0}"));
            pipeline.send("e", order("e", 3, "{\"region\":null}"));
            pipeline.send("a", order("a", 11, "{\"region\":\"north\"}"));

            assertThat(counts(pipeline)).containsExactly("5 2", "north 2");
            assertThat(pipeline.counts()).isEqualTo(new Counts(6, 0, 0, 0, 5, 0, 2, 1));
        }
    }

    @Test
    void anEventWithoutAKeyIsPutAside() {
        try (var pipeline = PipelineDriver.of(window(count(), "10s", "0s", "key", "window"), new To("out"))) {
            pipeline.send((String) null, order("k", 1, "{}"));

            assertThat(pipeline.read("in.dlq"))
                    .singleElement()
                    .satisfies(letter -> assertThat(PipelineDriver.header(letter, "dlq.reason"))
                            .startsWith("steps[0].window: the record has no key to gather by"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "data.region"})
    void aKeyTooLargeToBeKeptIsPutAsideWithItsEvent(String by) {
        var most = "k".repeat(WindowKey.MAX_GROUP);
        try (var pipeline = PipelineDriver.of(window(count(), "10s", "0s", by, "window"), new To("out"))) {
            for (var group : List.of(most, most + "k", "end")) {
                var data = "{\"region\":\"" + group + "\"}";
                pipeline.send(by.equals("key") ? group : "k", order("k", group.equals("end") ? 11 : 1, data));
            }

            assertThat(pipeline.read("out"))
                    .singleElement()
                    .satisfies(record -> assertThat(record.key()).hasSize(WindowKey.MAX_GROUP));
            assertThat(pipeline.read("in.dlq"))
                    .singleElement()
                    .satisfies(letter -> assertThat(PipelineDriver.header(letter, "dlq.reason"))
                            .isEqualTo("steps[0].window: the key to gather by, " + by
                                    + ", takes 32769 bytes; at most 32768 can be kept"));
        }
    }

    @Test
    void aFailedFigureLeavesTheOthersAsTheyWere() {
        var aggregate = new LinkedHashMap<String, String>();
        aggregate.put("n", "count()");
        aggregate.put("sum", "sum(data.a)");
        try (var pipeline = PipelineDriver.of(window(aggregate, "10s", "0s", "key", "window"), new To("out"))) {
            pipeline.send("k", order("k", 1, "{\"a\":1}"));
            pipeline.send("k", order("k", 2, "{\"a\":\"x\"}"));
            pipeline.send("k", order("k", 10, "{\"a\":1}"));

            assertThat(counts(pipeline)).containsExactly("k 1");
        }
    }

    @Test
    void anEventTooFarAheadOfTheClockIsPutAsideAndClosesNothing() {
        try (var pipeline = PipelineDriver.of(window(count(), "10s", "0s", "key", "window"), new To("out"))) {
            pipeline.send("k", order("k", 1, "{}"));
            pipeline.send("k", TestEvents.order(9, PipelineDriver.NOW.plusSeconds(86_401), "k", "{}"));
            pipeline.send("k", order("k", 2, "{}"));
            pipeline.send("k", TestEvents.order(9, PipelineDriver.NOW.plusSeconds(86_399), "k", "{}"));

            assertThat(counts(pipeline)).containsExactly("k 2");
            assertThat(pipeline.counts().late()).isZero();
            assertThat(pipeline.read("in.dlq"))
                    .singleElement()
                    .satisfies(letter -> assertThat(PipelineDriver.header(letter, "dlq.reason"))
                            .contains("is more than 1d ahead of the clock"));
        }
    }

    @Test
    void timesBefore1970HaveWindowsToo() {
        try (var pipeline = PipelineDriver.of(window(count(), "10s", "0s", "key", "window"), new To("out"))) {
            pipeline.send("k", TestEvents.order(1, Instant.parse("1969-12-31T23:59:55Z"), "k", "{}"));
            pipeline.send("k", TestEvents.order(2, Instant.parse("1969-12-31T23:59:45Z"), "k", "{}"));
            pipeline.send("k", TestEvents.order(3, Instant.parse("1970-01-01T00:00:01Z"), "k", "{}"));

            assertThat(pipeline.read("out").stream()
                            .map(r -> WindowJson.event(r.value()).id()))
                    .containsExactly("p.window.k.-10000");
            assertThat(pipeline.counts().late()).isEqualTo(1);
        }
    }

    private byte[] order(String key, int second, String data) {
        return TestEvents.order(index++, START.plusSeconds(second), key, data);
    }

    private static Window window(Map<String, String> aggregate, String size, String grace, String by, String name) {
        var spec = new WindowSpec(Durations.parse(size), Durations.parse(grace), Duration.ofDays(1), by);
        return new Window(spec, aggregate, name);
    }

    private static Map<String, String> count() {
        return Map.of("n", "count()");
    }

    /** Key and figure n of each result. */
    private static List<String> counts(PipelineDriver pipeline) {
        return pipeline.read("out").stream()
                .map(record -> WindowJson.event(record.value()))
                .map(event -> event.key() + " " + event.data().toString().replaceAll(".*\"n\":(\\d+).*", "$1"))
                .toList();
    }
}
