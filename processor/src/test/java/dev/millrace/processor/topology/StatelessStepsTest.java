package dev.millrace.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.processor.pipeline.Branch;
import dev.millrace.processor.pipeline.Filter;
import dev.millrace.processor.pipeline.Route;
import dev.millrace.processor.pipeline.To;
import dev.millrace.processor.testing.PipelineDriver;
import dev.millrace.processor.testing.TestEvents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

class StatelessStepsTest {
    private static final Instant TIME = Instant.parse("2026-11-21T20:59:23.123456Z");

    @Test
    void filterKeepsWhatTheConditionIsTrueFor() {
        try (var pipeline = PipelineDriver.of(new Filter("data.amount > 0"), new To("out"))) {
            var kept = order(1, "{\"amount\":1}");
            pipeline.send("k", kept);
            pipeline.send("k", order(2, "{\"amount\":0}"));
            pipeline.send("k", order(3, "{\"amount\":-2.5}"));

            assertThat(values(pipeline, "out")).containsExactly(kept);
            assertThat(pipeline.counts()).isEqualTo(new Counts(3, 0, 2, 0, 0, 0, 1, 0));
        }
    }

    @Test
    void anEventGoesOnByteForByteWithItsKeyTimeAndHeaders() {
        try (var pipeline = PipelineDriver.of(new Filter("true"), new To("out"))) {
            var odd = "{ \"id\":\"1\",\"source\":\"s\",\"specversion\":\"1.0\" , \"type\":\"t\",\"extra\":\"kept\"}  ";
            var sent = new TestRecord<>(
                    new byte[] {1, 2, (byte) 0xff},
                    odd.getBytes(StandardCharsets.UTF_8),
                    new RecordHeaders().add("h", new byte[] {9}),
                    TIME.toEpochMilli());
            pipeline.send(sent);

            assertThat(pipeline.read("out")).singleElement().satisfies(got -> {
                assertThat(got.key()).isEqualTo(sent.key());
                assertThat(got.value()).isEqualTo(sent.value());
                assertThat(got.timestamp()).isEqualTo(sent.timestamp());
                assertThat(got.headers()).isEqualTo(sent.headers());
            });
        }
    }

    @Test
    void routeTakesTheFirstBranchThatMatchesAndTheEventOut() {
        var route = new Route(List.of(
                new Branch("data.amount > 1000", "large", false), new Branch("data.amount > 100", "medium", false)));
        try (var pipeline = PipelineDriver.of(route, new To("out"))) {
            var large = order(1, "{\"amount\":5000}");
            var medium = order(2, "{\"amount\":500}");
            var small = order(3, "{\"amount\":50}");
            pipeline.send("k", large);
            pipeline.send("k", medium);
            pipeline.send("k", small);

            assertThat(values(pipeline, "large")).containsExactly(large);
            assertThat(values(pipeline, "medium")).containsExactly(medium);
            assertThat(values(pipeline, "out")).containsExactly(small);
            assertThat(pipeline.counts()).isEqualTo(new Counts(3, 0, 0, 2, 0, 0, 1, 0));
        }
    }

    @Test
    void aBranchThatKeepsLetsTheEventGoOn() {
        var route = new Route(List.of(new Branch("data.amount > 1000", "large", true)));
        try (var pipeline = PipelineDriver.of(route, new Filter("data.amount < 9000"), new To("out"))) {
            var large = order(1, "{\"amount\":5000}");
            var huge = order(2, "{\"amount\":50000}");
            pipeline.send("k", large);
            pipeline.send("k", huge);

            assertThat(values(pipeline, "large")).containsExactly(large, huge);
            assertThat(values(pipeline, "out")).containsExactly(large);
        }
    }

    @Test
    void aLastRouteDropsAndCountsWhatNoBranchWants() {
        try (var pipeline = PipelineDriver.of(new Route(List.of(new Branch("data.amount > 10", "large", false))))) {
            pipeline.send("k", order(1, "{\"amount\":5}"));
            pipeline.send("k", order(2, "{\"amount\":50}"));

            assertThat(values(pipeline, "large")).hasSize(1);
            assertThat(pipeline.counts()).isEqualTo(new Counts(2, 0, 1, 1, 0, 0, 0, 0));
        }
    }

    @Test
    void tombstonesArePassedOverAndCounted() {
        try (var pipeline = PipelineDriver.of(new To("out"))) {
            pipeline.send("k", null);
            pipeline.send("k", order(1, "{}"));

            assertThat(values(pipeline, "out")).hasSize(1);
            assertThat(pipeline.counts()).isEqualTo(new Counts(2, 1, 0, 0, 0, 0, 1, 0));
        }
    }

    @Test
    void anEventWithoutATimeHasTheRecords() {
        try (var pipeline = PipelineDriver.of(new Filter("time == timestamp('2026-11-21T21:00:00Z')"), new To("out"))) {
            pipeline.send(
                    "k",
                    "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"}"
                            .getBytes(StandardCharsets.UTF_8));

            assertThat(values(pipeline, "out")).hasSize(1);
        }
    }

    private static byte[] order(long index, String data) {
        return TestEvents.order(index, TIME, "k", data);
    }

    private static List<byte[]> values(PipelineDriver pipeline, String topic) {
        return pipeline.read(topic).stream().map(TestRecord::value).toList();
    }
}
