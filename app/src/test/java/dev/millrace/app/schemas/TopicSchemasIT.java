package dev.millrace.app.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.app.topics.TopicProvisioner;
import dev.millrace.app.topics.TopicSpec;
import dev.millrace.embedded.kafka.EmbeddedKafka;
import dev.millrace.embedded.kafka.KafkaSettings;
import dev.millrace.event.avro.AvroSchema;
import dev.millrace.event.avro.DataShape;
import dev.millrace.event.avro.EventSchemas;
import dev.millrace.event.avro.SchemaFailure;
import dev.millrace.event.avro.registry.SchemaRecord;
import dev.millrace.generator.channel.KafkaAccess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where there is no registry, schemas are on a compacted topic: several instances of a program, each by itself. */
class TopicSchemasIT {
    private static final AvroSchema SCHEMA = schema("name");
    private static final AvroSchema WIDER = schema("name", "street");

    @TempDir
    Path folder;

    private EmbeddedKafka kafka;
    private KafkaAccess access;

    @BeforeEach
    void start() {
        kafka = EmbeddedKafka.start(new KafkaSettings(folder, 0, Map.of()));
        access = new KafkaAccess(kafka.bootstrapServers(), Map.of());
        TopicProvisioner.provide(
                access,
                List.of(new TopicSpec(SchemaRecord.TOPIC, 1, null, Map.of("cleanup.policy", "compact"), false)));
    }

    @AfterEach
    void stop() {
        kafka.close();
    }

    private static AvroSchema schema(String... fields) {
        return EventSchemas.event(
                "orders",
                new DataShape.Fields(Stream.of(fields)
                        .map(field -> new DataShape.Field(field, new DataShape.Text()))
                        .toList()));
    }

    private ProgramSchemas instance() {
        return ProgramSchemas.of(null, access);
    }

    @Test
    void whatOneInstanceWritesAllOthersReadByTheSameId() throws Exception {
        try (var one = instance();
                var other = instance();
                var later = instance()) {
            int id = one.register("shop.orders-value", SCHEMA);

            assertThat(other.schema(id).text()).isEqualTo(SCHEMA.text());
            int wider = other.register("shop.orders-value", WIDER);
            assertThat(wider).isNotEqualTo(id);
            assertThat(one.schema(wider).text()).isEqualTo(WIDER.text());
            assertThat(later.schema(id).text()).isEqualTo(SCHEMA.text());
            assertThat(later.schema(wider).text()).isEqualTo(WIDER.text());
        }
    }

    @Test
    void instancesThatRegisterAtOnceAgreeWithoutAskingEachOther() throws Exception {
        var instances = IntStream.range(0, 6).mapToObj(i -> instance()).toList();
        var ids = instances.parallelStream()
                .map(instance -> {
                    try {
                        return instance.register("shop.orders-value", SCHEMA);
                    } catch (SchemaFailure e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
        instances.forEach(ProgramSchemas::close);

        assertThat(ids).hasSize(6).containsOnly(SCHEMA.contentId());
        // The same key each time: compaction leaves one of them.
        assertThat(onTheTopic().stream().map(record -> new String(record.key(), StandardCharsets.UTF_8)))
                .containsOnly("shop.orders-value/" + SCHEMA.contentId());
    }

    @Test
    void aSchemaThatIsThereIsNotWrittenAgain() throws Exception {
        try (var one = instance();
                var other = instance()) {
            one.register("shop.orders-value", SCHEMA);
            other.register("shop.orders-value", SCHEMA);
            one.register("shop.orders-value", SCHEMA);
        }

        assertThat(onTheTopic()).hasSize(1);
    }

    @Test
    void recordsThatAreNoSchemasAreLeftOut() throws Exception {
        write("x/1", "no schema");
        write("x/2", null);
        try (var one = instance()) {
            int id = one.register("shop.orders-value", SCHEMA);
            write("x/3", "{\"subject\":\"x\",\"id\":3,\"schemaType\":\"AVRO\",\"schema\":\"\\\"string\\\"\"}");

            try (var other = instance()) {
                assertThat(other.schema(id).text()).isEqualTo(SCHEMA.text());
                assertThatThrownBy(() -> other.schema(3))
                        .isInstanceOf(SchemaFailure.Unknown.class)
                        .hasMessageContaining(SchemaRecord.TOPIC);
            }
        }
    }

    @Test
    void withoutKafkaWhatIsKnownIsStillKnownAndTheRestMayComeLater() throws Exception {
        try (var one = instance()) {
            int id = one.register("shop.orders-value", SCHEMA);
            kafka.close();

            assertThat(one.schema(id).text()).isEqualTo(SCHEMA.text());
            assertThatThrownBy(() -> one.schema(id + 1)).isInstanceOf(SchemaFailure.Unreachable.class);
        }
    }

    private void write(String key, String value) throws Exception {
        try (var producer =
                new KafkaProducer<>(access.with(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            SchemaRecord.TOPIC,
                            key.getBytes(StandardCharsets.UTF_8),
                            value == null ? null : value.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> onTheTopic() {
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer =
                new KafkaConsumer<>(access.with(Map.of()), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partition = new TopicPartition(SchemaRecord.TOPIC, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
        }
        return found;
    }
}
