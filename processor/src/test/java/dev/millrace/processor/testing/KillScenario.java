package dev.millrace.processor.testing;

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

/** A stream with everything that can go wrong in it, the pipeline it goes through, and what must come out. */
public final class KillScenario {
    private static final Duration SIZE = Duration.ofSeconds(10);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Instant START = Instant.parse("2024-03-01T20:00:00Z");
    private static final byte[] POISON = "poison".getBytes(StandardCharsets.UTF_8);

    private KillScenario() {}

    /** What must come out of one partition. */
    public record Expected(List<WindowOracle.Result> windows, List<byte[]> large, List<Long> deadLettered) {}

    public static Plan plan(String in) {
        var aggregate = new LinkedHashMap<String, String>();
        aggregate.put("n", "count()");
        aggregate.put("sum", "sum(data.value)");
        aggregate.put("min", "min(data.value)");
        aggregate.put("max", "max(data.value)");
        var steps = List.<Step>of(
                new Filter("data.value > 1"),
                new Route(List.of(new Branch("data.value > 900", large(in), true))),
                new Window(new WindowSpec(SIZE, GRACE, Duration.ofDays(1), "key"), aggregate, "window"),
                new To(out(in)));
        return new Planner().plan("kill-" + in, "p", new PipelineDefinition(List.of(in), steps));
    }

    public static String out(String in) {
        return in + ".out";
    }

    public static String large(String in) {
        return in + ".large";
    }

    /** Writes a stream whose times begin so long after the first one's. */
    public static void produce(String topic, long seed, int events, Duration later) {
        var random = new Random(seed);
        long clock = START.plus(later).toEpochMilli();
        try (var producer = Sender.plain()) {
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
                producer.send(topic, key.getBytes(StandardCharsets.UTF_8), value);
            }
        }
    }

    /** What must come of the records of one partition, in their order. */
    public static Expected expect(List<ConsumerRecord<byte[], byte[]>> partition) {
        var oracle = new WindowOracle(SIZE.toMillis(), GRACE.toMillis());
        var large = new ArrayList<byte[]>();
        var deadLettered = new ArrayList<Long>();
        for (var record : partition) {
            if (record.value().length == POISON.length) {
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
                large.add(record.value());
            }
            oracle.reaches(event.time().toEpochMilli(), event.key(), value);
        }
        return new Expected(oracle.results(), large, deadLettered);
    }
}
