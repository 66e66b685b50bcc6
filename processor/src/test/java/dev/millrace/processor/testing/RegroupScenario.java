package dev.millrace.processor.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.DeadLetter;
import dev.millrace.processor.pipeline.Filter;
import dev.millrace.processor.pipeline.PipelineDefinition;
import dev.millrace.processor.pipeline.Step;
import dev.millrace.processor.pipeline.To;
import dev.millrace.processor.pipeline.Window;
import dev.millrace.processor.pipeline.WindowSpec;
import dev.millrace.processor.plan.Plan;
import dev.millrace.processor.plan.Planner;
import dev.millrace.processor.window.Tumbling;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;

/**
 * A window by what an expression comes to, so through a repartition topic, and a window over its results: two stages,
 * two stores in one task. One partition in, so that the order of events in the repartition topic is known.
 */
public final class RegroupScenario implements KillScenario {
    private static final int PARTITIONS = 3;
    private static final int REGIONS = 24;
    private static final Tumbling FIRST = Tumbling.of(Duration.ofSeconds(10), Duration.ofSeconds(5));
    private static final Tumbling SECOND = Tumbling.of(Duration.ofMinutes(1), Duration.ofSeconds(15));
    private static final Pattern DATA =
            Pattern.compile("\\{\"region\":\"(?<region>.*)\",\"value\":(?<value>[0-9.]+)(?<again>,.*)?}");

    @Override
    public String name() {
        return "regroup";
    }

    @Override
    public Plan plan(String in) {
        var steps = List.<Step>of(
                new Filter("data.value > 1"),
                window("seconds", FIRST, "data.region", "data.value", "data.again"),
                window("minutes", SECOND, "key", "data.sum", "data.sum"),
                new To(in + ".out"));
        return new Planner().plan("kill-" + in, "p", new PipelineDefinition(List.of(in), steps));
    }

    private static Window window(String name, Tumbling windows, String by, String figure, String greatest) {
        var aggregate = new LinkedHashMap<>(Map.of("n", "count()"));
        aggregate.put("sum", "sum(" + figure + ")");
        aggregate.put("min", "min(" + figure + ")");
        aggregate.put("max", "max(" + greatest + ")");
        var spec = new WindowSpec(
                Duration.ofMillis(windows.size()), Duration.ofMillis(windows.grace()), Duration.ofDays(1), by);
        return new Window(spec, aggregate, name);
    }

    @Override
    public void prepare(String bootstrapServers, String in) {
        Kafka.newTopic(bootstrapServers, in, 1);
        // The pipeline would make them with one partition, as many as its input has.
        plan(in).repartitionTopics().forEach(topic -> Kafka.newTopic(bootstrapServers, topic, PARTITIONS));
        Kafka.newTopic(bootstrapServers, in + ".out", PARTITIONS);
    }

    @Override
    public void produce(String bootstrapServers, String in, long seed, int events, Duration later) {
        var random = new Random(seed);
        long clock = START.plus(later).toEpochMilli();
        try (var producer = Sender.plain(bootstrapServers)) {
            for (int i = 0; i < events; i++) {
                clock += random.nextInt(100);
                long time = random.nextInt(5) == 0 ? clock - random.nextInt(20_000) : clock;
                var value = BigDecimal.valueOf(random.nextInt(100_000), 2);
                // Without it, the event fails behind the repartition topic.
                var again = random.nextInt(300) == 0 ? "" : ",\"again\":" + value;
                var data = "{\"region\":\"r" + random.nextInt(REGIONS) + "\",\"value\":" + value + again + "}";
                var key = "k" + random.nextInt(40);
                producer.send(
                        in,
                        key.getBytes(StandardCharsets.UTF_8),
                        random.nextInt(500) == 0 ? POISON : TestEvents.order(i, Instant.ofEpochMilli(time), key, data));
            }
        }
    }

    @Override
    public void check(String bootstrapServers, String in) {
        var sent = Kafka.readAll(bootstrapServers, in);
        var out = Kafka.readAll(bootstrapServers, in + ".out");
        var letters = Kafka.readAll(bootstrapServers, DeadLetter.topicFor(in));
        var expected = new Expected();
        sent.forEach(expected::add);

        for (int partition = 0; partition < PARTITIONS; partition++) {
            var windows = expected.groups.get(partition).results();
            assertThat(windows).as("a test that shows something").hasSizeGreaterThan(50);
            assertThat(KillScenario.results(KillScenario.of(out, partition))).isEqualTo(windows);
        }
        assertThat(letters.stream().map(KillScenario::origin))
                .as("letters of two stages, in any order")
                .containsExactlyInAnyOrderElementsOf(expected.deadLettered);
    }

    /** What must come out. */
    private static final class Expected {
        private final List<Group> groups = List.of(new Group(), new Group(), new Group());
        private final List<Long> deadLettered = new ArrayList<>();

        void add(ConsumerRecord<byte[], byte[]> record) {
            if (KillScenario.isPoison(record)) {
                deadLettered.add(record.offset());
                return;
            }
            var event = WindowJson.event(record.value());
            var data = DATA.matcher(event.data().toString());
            assertThat(data.matches()).isTrue();
            var value = new BigDecimal(data.group("value"));
            if (value.compareTo(BigDecimal.ONE) <= 0) {
                return;
            }
            var region = data.group("region");
            boolean whole = data.group("again") != null;
            boolean taken = groups.get(partition(region)).add(event.time(), region, whole ? value : null);
            if (taken && !whole) {
                deadLettered.add(record.offset());
            }
        }

        private static int partition(String region) {
            return Utils.toPositive(Utils.murmur2(region.getBytes(StandardCharsets.UTF_8))) % PARTITIONS;
        }
    }

    /** One partition of the repartition topic. */
    private static final class Group {
        private final WindowOracle first = new WindowOracle(FIRST.size(), FIRST.grace());
        private long time = Long.MIN_VALUE;

        boolean add(Instant eventTime, String region, BigDecimal value) {
            time = Math.max(time, eventTime.toEpochMilli());
            return first.reaches(eventTime.toEpochMilli(), region, value);
        }

        List<WindowOracle.Result> results() {
            var second = new WindowOracle(SECOND.size(), SECOND.grace());
            for (var result : first.results()) {
                assertThat(second.reaches(result.start() + FIRST.size(), result.key(), result.sum()))
                        .isTrue();
            }
            second.passes(FIRST.finalUpTo(time));
            return second.results();
        }
    }
}
