package dev.millrace.checks.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run of the example left on Kafka, read by a plain consumer and judged without any of Millrace's own rooms:
 * every event of every source once, and what the pipeline made of them worked out anew.
 */
public final class WebShopEvidence {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> SOURCE_TOPICS =
            List.of("shop.customers", "shop.orders", "shop.payments", "web.access");
    private static final double LARGE = 200.0;
    private static final double LEAST = 1.0;
    private static final long WINDOW_MILLIS = 10_000;
    private static final long GRACE_MILLIS = 2_000;

    private final Map<String, List<ConsumerRecord<byte[], byte[]>>> topics = new HashMap<>();

    private WebShopEvidence() {}

    /** Reads all committed records there are now. */
    public static WebShopEvidence read(String bootstrapServers) {
        var evidence = new WebShopEvidence();
        var names = new ArrayList<>(SOURCE_TOPICS);
        names.addAll(List.of("shop.large-orders", "shop.revenue", "shop.orders.dlq"));
        var properties = new Properties();
        properties.put("bootstrap.servers", bootstrapServers);
        properties.put("isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            for (var name : names) {
                var partitions = consumer.partitionsFor(name).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                var ends = consumer.endOffsets(partitions);
                var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
                while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                    consumer.poll(Duration.ofMillis(200)).forEach(found::add);
                }
                evidence.topics.put(name, found);
            }
        }
        return evidence;
    }

    /** How many records a topic holds. */
    public int count(String topic) {
        return topics.getOrDefault(topic, List.of()).size();
    }

    /** Every source's indices are there from 0 on, each once, and in order on every partition. */
    public void everyIndexIsThereOnce() {
        for (var topic : SOURCE_TOPICS) {
            var seen = new HashMap<String, BitSet>();
            var last = new HashMap<String, Long>();
            for (var record : topics.getOrDefault(topic, List.of())) {
                var event = JSON.readTree(record.value());
                var source = event.path("run").asString() + "/"
                        + event.path("source").asString();
                int index = Integer.parseInt(event.path("index").asString());
                var indices = seen.computeIfAbsent(source, _ -> new BitSet());
                assertThat(indices.get(index))
                        .as("%s %d is there twice", source, index)
                        .isFalse();
                indices.set(index);
                var before = last.put(source + "/" + record.partition(), (long) index);
                assertThat(before == null || before < index)
                        .as("%s %d comes after %s on partition %d", source, index, before, record.partition())
                        .isTrue();
            }
            seen.forEach((source, indices) -> assertThat(indices.cardinality())
                    .as("%s without gaps", source)
                    .isEqualTo(indices.length()));
        }
    }

    /** Large orders were routed, each once, and every result of a window is what its orders come to. */
    public void thePipelineDidItsWorkOnce() {
        var large = new ArrayList<String>();
        var windows = new TreeMap<String, Sum>();
        var latest = new HashMap<Integer, Long>();
        for (var record : topics.getOrDefault("shop.orders", List.of())) {
            var event = JSON.readTree(record.value());
            double amount = event.at("/data/amount").asDouble();
            if (amount > LARGE) {
                large.add(event.path("id").asString());
            }
            long time = Instant.parse(event.path("time").asString()).toEpochMilli();
            latest.merge(record.partition(), time, Math::max);
            if (amount >= LEAST) {
                windows.computeIfAbsent(
                                window(event.path("partitionkey").asString(), time - time % WINDOW_MILLIS),
                                _ -> new Sum(record.partition(), time - time % WINDOW_MILLIS))
                        .add(amount);
            }
        }
        assertThat(topics.getOrDefault("shop.large-orders", List.of()).stream()
                        .map(record -> JSON.readTree(record.value()).path("id").asString()))
                .containsExactlyInAnyOrderElementsOf(large);
        var results = new HashMap<String, JsonNode>();
        for (var record : topics.getOrDefault("shop.revenue", List.of())) {
            var data = JSON.readTree(record.value()).path("data");
            long start = Instant.parse(data.path("windowStart").asString()).toEpochMilli();
            var name = window(new String(record.key(), StandardCharsets.UTF_8), start);
            assertThat(results.put(name, data))
                    .as("a second result for %s", name)
                    .isNull();
        }
        results.forEach((name, data) -> {
            var sum = windows.get(name);
            assertThat(sum).as("orders of %s", name).isNotNull();
            assertThat(data.path("orders").asLong()).as("orders of %s", name).isEqualTo(sum.orders);
            assertThat(data.path("revenue").asDouble())
                    .as("revenue of %s", name)
                    .isCloseTo(sum.revenue, org.assertj.core.data.Offset.offset(1e-6));
        });
        windows.forEach((name, sum) -> {
            boolean over = sum.start + WINDOW_MILLIS + GRACE_MILLIS < latest.getOrDefault(sum.partition, 0L);
            assertThat(results.containsKey(name) || !over)
                    .as("a result for %s", name)
                    .isTrue();
        });
        assertThat(count("shop.orders.dlq")).isZero();
    }

    private static String window(String key, long start) {
        return key + "@" + start;
    }

    private static final class Sum {
        private final int partition;
        private final long start;
        private long orders;
        private double revenue;

        Sum(int partition, long start) {
            this.partition = partition;
            this.start = start;
        }

        void add(double amount) {
            orders++;
            revenue += amount;
        }
    }
}
