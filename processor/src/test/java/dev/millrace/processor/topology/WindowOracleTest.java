package dev.millrace.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.processor.pipeline.Filter;
import dev.millrace.processor.pipeline.Step;
import dev.millrace.processor.pipeline.To;
import dev.millrace.processor.pipeline.Window;
import dev.millrace.processor.pipeline.WindowSpec;
import dev.millrace.processor.testing.PipelineDriver;
import dev.millrace.processor.testing.TestEvents;
import dev.millrace.processor.testing.WindowJson;
import dev.millrace.processor.testing.WindowOracle;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random streams, with late events, events out of order and poison, against an oracle. */
class WindowOracleTest {
    private static final int EVENTS = 1_000;
    private static final Instant START = Instant.parse("2026-11-21T20:00:00.5Z");

    private final List<KeyValue<String, byte[]>> stream = new ArrayList<>();
    private int poison;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void comesToWhatTheOracleSays(long seed) {
        var random = new Random(seed);
        var size = Duration.ofMillis(List.of(1, 10, 1_000, 10_000, 60_000).get(random.nextInt(5)));
        var grace = Duration.ofMillis(random.nextInt(3) * random.nextLong(1, 20_000));
        var oracle = new WindowOracle(size.toMillis(), grace.toMillis());
        make(random, oracle, true);

        try (var pipeline = PipelineDriver.of(steps(size, grace, WindowSpec.KEY))) {
            stream.forEach(sent -> pipeline.send(sent.key, sent.value));

            compare(pipeline, oracle);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13})
    void comesToWhatTheOracleSaysWhenPartitionedAnew(long seed) {
        var random = new Random(seed);
        var size = Duration.ofSeconds(random.nextInt(1, 20));
        var grace = Duration.ofSeconds(random.nextInt(10));
        var oracle = new WindowOracle(size.toMillis(), grace.toMillis());
        // The time that dropped events tell does not cross to the next stage.
        make(random, oracle, false);

        try (var pipeline = PipelineDriver.of(steps(size, grace, "data.region"))) {
            stream.forEach(sent -> pipeline.send("elsewhere", sent.value));

            compare(pipeline, oracle);
        }
    }

    /** Fills the stream, and tells the oracle. */
    private void make(Random random, WindowOracle oracle, boolean droppedTellTime) {
        long clock = START.toEpochMilli();
        for (int i = 0; i < EVENTS; i++) {
            clock += random.nextInt(300);
            if (random.nextInt(200) == 0) {
                clock += 60_000;
            }
            long time = random.nextInt(4) == 0 ? clock - random.nextInt(30_000) : clock;
            var key = "k" + random.nextInt(7);
            var region = "{\"region\":\"" + key + "\"";
            switch (random.nextInt(20)) {
                case 0 -> {
                    stream.add(KeyValue.pair(key, "poison".getBytes(StandardCharsets.UTF_8)));
                    poison++;
                }
                case 1 -> {
                    stream.add(sent(i, time, key, region + ",\"amount\":1,\"value\":\"none\"}"));
                    poison += oracle.reaches(time, key, null) ? 1 : 0;
                }
                case 2, 3 -> {
                    stream.add(sent(i, time, key, region + ",\"amount\":0}"));
                    if (droppedTellTime) {
                        oracle.passes(time);
                    }
                }
                default -> {
                    var value = random.nextBoolean()
                            ? BigDecimal.valueOf(random.nextInt(1_000_000), 2)
                            : BigDecimal.valueOf(random.nextInt(1_000));
                    stream.add(sent(i, time, key, region + ",\"amount\":1,\"value\":" + value + "}"));
                    oracle.reaches(time, key, value);
                }
            }
        }
    }

    private static KeyValue<String, byte[]> sent(long index, long time, String key, String data) {
        return KeyValue.pair(key, TestEvents.order(index, Instant.ofEpochMilli(time), key, data));
    }

    private static Step[] steps(Duration size, Duration grace, String by) {
        var aggregate = new LinkedHashMap<String, String>();
        aggregate.put("n", "count()");
        aggregate.put("sum", "sum(data.value)");
        aggregate.put("min", "min(data.value)");
        aggregate.put("max", "max(data.value)");
        return new Step[] {
            new Filter("data.amount > 0"),
            new Window(new WindowSpec(size, grace, Duration.ofDays(1), by), aggregate, "window"),
            new To("out")
        };
    }

    private void compare(PipelineDriver pipeline, WindowOracle oracle) {
        var results = pipeline.read("out");
        assertThat(oracle.results()).as("a test that shows something").hasSizeGreaterThan(20);
        assertThat(results.stream().map(r -> WindowJson.read(r.value())).toList())
                .isEqualTo(oracle.results());
        assertThat(results.stream().map(r -> WindowJson.event(r.value()).id()).distinct())
                .hasSameSizeAs(results);
        assertThat(pipeline.counts().late()).isEqualTo(oracle.late());
        assertThat(pipeline.read("in.dlq")).hasSize(poison);
    }
}
