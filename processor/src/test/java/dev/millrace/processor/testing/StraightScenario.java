package dev.millrace.processor.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.DeadLetter;
import dev.millrace.processor.pipeline.Branch;
import dev.millrace.processor.pipeline.Filter;
import dev.millrace.processor.pipeline.PipelineDefinition;
import dev.millrace.processor.pipeline.Route;
import dev.millrace.processor.pipeline.Step;
import dev.millrace.processor.pipeline.To;
import dev.millrace.processor.pipeline.Window;
import dev.millrace.processor.pipeline.WindowSpec;
import dev.millrace.processor.plan.Plan;
import dev.millrace.processor.plan.Planner;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A filter, a route and a window by the events' own key: one stage, several partitions. */
public final class StraightScenario implements KillScenario {
    private static final int PARTITIONS = 3;
    private static final Duration SIZE = Duration.ofSeconds(10);
    private static final Duration GRACE = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "straight";
    }

    @Override
    public Plan plan(String in) {
        var aggregate = new LinkedHashMap<String, String>();
        aggregate.put("n", "count()");
        aggregate.put("sum", "sum(data.value)");
        aggregate.put("min", "min(data.value)");
        aggregate.put("max", "max(data.value)");
        var steps = List.<Step>of(
                new Filter("data.value > 1"),
                new Route(List.of(new Branch("data.value > 900", in + ".large", true))),
                new Window(new WindowSpec(SIZE, GRACE, Duration.ofDays(1), "key"), aggregate, "window"),
                new To(in + ".out"));
        return new Planner().plan("kill-" + in, "p", new PipelineDefinition(List.of(in), steps));
    }

    @Override
    public void prepare(String bootstrapServers, String in) {
        Kafka.newTopic(bootstrapServers, in, PARTITIONS);
    }

    @Override
    public void produce(String bootstrapServers, String in, long seed, int events, Duration later) {
        var random = new Random(seed);
        long clock = START.plus(later).toEpochMilli();
        try (var producer = Sender.plain(bootstrapServers)) {
            for (int i = 0; i < events; i++) {
                clock += random.nextInt(20);
                long time = random.nextInt(5) == 0 ? clock - random.nextInt(20_000) : clock;
                var key = "k" + random.nextInt(40);
                var value = random.nextInt(500) == 0
                        ? POISON
                        : TestEvents.order(
                                i,
                                Instant.ofEpochMilli(time),
                                key,
                                "{\"value\":" + BigDecimal.valueOf(random.nextInt(100_000), 2) + "}");
                producer.send(in, key.getBytes(StandardCharsets.UTF_8), value);
            }
        }
    }

    @Override
    public void check(String bootstrapServers, String in) {
        var sent = Kafka.readAll(bootstrapServers, in);
        var windows = Kafka.readAll(bootstrapServers, in + ".out");
        var large = Kafka.readAll(bootstrapServers, in + ".large");
        var letters = Kafka.readAll(bootstrapServers, DeadLetter.topicFor(in));
        for (int partition = 0; partition < PARTITIONS; partition++) {
            var expected = expect(KillScenario.of(sent, partition));

            assertThat(expected.windows()).as("a test that shows something").hasSizeGreaterThan(100);
            assertThat(KillScenario.results(KillScenario.of(windows, partition)))
                    .isEqualTo(expected.windows());
            assertThat(KillScenario.of(large, partition).stream().map(record -> text(record.value())))
                    .containsExactlyElementsOf(expected.large());
            assertThat(KillScenario.of(letters, partition).stream().map(KillScenario::origin))
                    .containsExactlyElementsOf(expected.deadLettered());
        }
    }

    /** What must come out of one partition. */
    private record Expected(List<WindowOracle.Result> windows, List<String> large, List<Long> deadLettered) {}

    private static Expected expect(List<ConsumerRecord<byte[], byte[]>> partition) {
        var oracle = new WindowOracle(SIZE.toMillis(), GRACE.toMillis());
        var large = new ArrayList<String>();
        var deadLettered = new ArrayList<Long>();
        for (var record : partition) {
            if (KillScenario.isPoison(record)) {
                deadLettered.add(record.offset());
                continue;
            }
            var event = WindowJson.event(record.value());
            var value = new BigDecimal(event.data().toString().replaceAll("\\{\"value\":(.*)}", "$1"));
            if (value.compareTo(BigDecimal.ONE) <= 0) {
                oracle.passes(event.time().toEpochMilli());
                continue;
            }
            if (value.compareTo(BigDecimal.valueOf(900)) > 0) {
                large.add(text(record.value()));
            }
            oracle.reaches(event.time().toEpochMilli(), event.key(), value);
        }
        return new Expected(oracle.results(), large, deadLettered);
    }

    private static String text(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }
}
