package dev.millrace.generator.encode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.avro.registry.InMemorySchemaRegistry;
import dev.millrace.event.progress.SourceKind;
import dev.millrace.generator.anomaly.PoisonKind;
import dev.millrace.generator.channel.ChannelFactory;
import dev.millrace.generator.channel.ChannelKey;
import dev.millrace.generator.channel.ProducerFactory;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.render.SourceCatalog;
import dev.millrace.generator.source.SourceDefinition;
import dev.millrace.generator.source.SourceDraft;
import dev.millrace.generator.testing.Definitions;
import dev.millrace.generator.testing.FaultyProducers;
import dev.millrace.generator.testing.TestKafka;
import dev.millrace.generator.testing.TestProgram;
import dev.millrace.settings.Encoding;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In batches of our own making, a source's records are those that come of sending each through Kafka's producer. */
class SameRecordsIT {
    private static final int PARTITIONS = 4;
    private static final int EVENTS = 3_000;

    private final TestKafka kafka = TestKafka.shared();
    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();

    /** What a reader gets of a record, its offset aside. */
    private record Seen(@Nullable String key, String value, long timestamp, List<String> headers) {}

    @ParameterizedTest(name = "seed {0}, {1}, key {2}")
    @CsvSource({"1,JSON,shelf", "2,JSON,", "3,AVRO,shelf", "4,FRAME,shelf", "5,FRAME,"})
    void shouldBeTheSameByteForByteInEveryPartition(long seed, Encoding.As as, @Nullable String key) throws Exception {
        // The same topic, for a frame's checksum tells where it is.
        var topic = kafka.newTopic("same", PARTITIONS);
        var batched = send(true, ProducerFactory.kafka(), topic, seed, as, key);
        var oneByOne = send(false, new FaultyProducers(seed, 0, Map.of()), topic, seed, as, key);

        assertThat(batched.values().stream().mapToInt(List::size).sum()).isPositive();
        if (key == null && as != Encoding.As.FRAME) {
            // Where nothing says which partition, Kafka's producer draws lots.
            assertThat(all(batched)).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(all(oneByOne));
        } else {
            assertThat(batched).as("seed %d", seed).isEqualTo(oneByOne);
        }
    }

    private Map<Integer, List<Seen>> send(
            boolean inBatches, ProducerFactory producers, String topic, long seed, Encoding.As as, @Nullable String key)
            throws Exception {
        var random = new Random(seed);
        var encoding = new Encoding(
                as,
                as == Encoding.As.FRAME ? 40 : null,
                null,
                as == Encoding.As.FRAME ? Duration.ofSeconds(5) : null,
                null);
        var renderer = new SourceCatalog(Map.of("orders", source(topic, key)), seed).renderer("orders", "run");
        var channels = new ChannelFactory(kafka.access(), producers, TestProgram.QUICK, Clock.systemUTC());
        Map<TopicPartition, Long> before;
        try (var channel =
                channels.open(new ChannelKey(TestKafka.newName("run"), "orders", SourceKind.GENERATED, topic))) {
            assertThat(channel.sendsBatches()).isEqualTo(inBatches);
            before = ends(topic);
            var sender = new SourceEncoding(encoding, registry).generated(renderer, channel);
            long due = 1_790_000_000_000_000L;
            for (int i = 0; i < EVENTS; i++) {
                due += random.nextInt(5_000) - 500;
                if (random.nextInt(200) == 0) {
                    sender.poison(i, due, due / 1_000, PoisonKind.BYTES);
                } else {
                    sender.send(i, due, due / 1_000, due + random.nextInt(3) * 1_000L, random.nextInt(3) * 1_000L);
                }
                if (random.nextInt(700) == 0) {
                    channel.commit(Map.of(), false);
                }
            }
            channel.commit(Map.of(), true);
        }
        return read(before, ends(topic));
    }

    private static SourceDefinition source(String topic, @Nullable String key) {
        var fields = new LinkedHashMap<String, FieldKind>();
        fields.put("number", new FieldKind.Sequence("%d", null));
        fields.put("shelf", new FieldKind.Sequence("größe-%03d", 57L));
        return SourceDraft.to(topic)
                .key(key)
                .rate(Definitions.rate(1_000))
                .headers(Map.of("number", new FieldKind.Sequence("n-%d", 7L)))
                .fields(fields)
                .build();
    }

    private static List<Seen> all(Map<Integer, List<Seen>> partitions) {
        var all = new ArrayList<Seen>();
        partitions.values().forEach(all::addAll);
        return all;
    }

    private Map<TopicPartition, Long> ends(String topic) throws Exception {
        var ends = new TreeMap<TopicPartition, Long>(Comparator.comparingInt(TopicPartition::partition));
        try (var admin = Admin.create(kafka.access().with(Map.of()))) {
            for (int i = 0; i < PARTITIONS; i++) {
                var partition = new TopicPartition(topic, i);
                ends.put(
                        partition,
                        admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                                .partitionResult(partition)
                                .get()
                                .offset());
            }
        }
        return ends;
    }

    private Map<Integer, List<Seen>> read(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
        var found = new TreeMap<Integer, List<Seen>>();
        try (var consumer = new KafkaConsumer<>(
                kafka.access().with(Map.of("isolation.level", "read_committed")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(from.keySet());
            from.forEach(consumer::seek);
            for (var partition : to.entrySet()) {
                while (consumer.position(partition.getKey()) < partition.getValue()) {
                    consumer.poll(Duration.ofMillis(50))
                            .forEach(record -> found.computeIfAbsent(record.partition(), p -> new ArrayList<>())
                                    .add(seen(record)));
                }
            }
        }
        return found;
    }

    private static Seen seen(ConsumerRecord<byte[], byte[]> record) {
        var headers = StreamSupport.stream(record.headers().spliterator(), false)
                .map(header -> header.key() + '=' + hex(header.value()))
                .toList();
        return new Seen(hex(record.key()), String.valueOf(hex(record.value())), record.timestamp(), headers);
    }

    private static @Nullable String hex(byte @Nullable [] bytes) {
        return bytes == null ? null : HexFormat.of().formatHex(bytes);
    }
}
