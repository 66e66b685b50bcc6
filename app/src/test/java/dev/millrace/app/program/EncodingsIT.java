package dev.millrace.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.file.FileLoader;
import dev.millrace.app.file.LoadedFile;
import dev.millrace.app.instance.DataFolder;
import dev.millrace.event.Event;
import dev.millrace.event.avro.registry.TopicSchemaRegistry;
import dev.millrace.event.frame.FrameHome;
import dev.millrace.event.json.CloudEventReader;
import dev.millrace.event.json.TimestampWriter;
import dev.millrace.event.record.KeyPartition;
import dev.millrace.event.record.RecordEncoding;
import dev.millrace.event.record.RecordReader;
import dev.millrace.gateway.port.Verdict;
import dev.millrace.generator.render.SourceCatalog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole program, its servers included, whose sources and pipelines use every encoding. */
class EncodingsIT {
    private static final int COUNT = 3_000;
    private static final int LINES = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String FIELDS = """
            {customer: {sequence: "c-%d", cardinality: 40, skew: {zipf: 1.1}}, \
            region: {choice: {north: 2, south: 1}}, \
            amount: {lognormal: {median: 40, sigma: 0.8}, decimals: 2}, \
            note: {faker: name.fullName, pool: 50, nulls: 20%}, \
            tags: {array: {choice: {a: 1, b: 1}}, length: {min: 0, max: 3}}, \
            at: {timestamp: due}}""";
    private static final String YAML = """
            name: encodings
            seed: 11
            encoding: {as: frame, events: 200, linger: 20ms}
            topics:
              e.json: {partitions: 3}
              e.frame-north: {partitions: 3}
              e.copy: {partitions: 3}
            sources:
              plain:
                topic: e.json
                key: customer
                encoding: json
                # Lasts until the ledger is up: what was there before has no latency.
                rate: 300/s
                count: 3000
                fields: FIELDS
                headers: {tenant: {template: "{region}"}}
              registered: {topic: e.avro, key: customer, encoding: avro, rate: 3000/s, count: 3000, fields: FIELDS}
              framed:
                topic: "e.frame-{region}"
                key: customer
                rate: 3000/s
                count: 3000
                fields: FIELDS
                producer: {linger.ms: 1, batch.size: 256KiB, compression.type: zstd}
              loose:
                topic: e.loose
                encoding: {as: frame, events: 70, data: json}
                partition: {expression: index % 2}
                rate: 3000/s
                count: 3000
                fields: FIELDS
                payload: {size: {uniform: {min: 200B, max: 2KiB}}}
              lines: {topic: e.lines, file: {path: lines.json, format: json, follow: false}}
            pipelines:
              copy:
                from: [e.frame-north]
                steps:
                  - filter: data.amount > 20.0
                  - to: e.copy
              convert:
                from: [e.avro]
                steps:
                  - route:
                      - {when: data.amount > 50.0, to: e.large, encoding: json}
                  - to: e.small
                    encoding: avro
            audit: {topics: [e.json, e.avro, e.frame-north, e.frame-south, e.loose, e.lines, e.copy, e.large, e.small]}
            """.replace("FIELDS", FIELDS);

    @TempDir
    Path folder;

    @Test
    void aRunInEveryEncodingIsCompleteAndLedgerAuditAndTopicsAgree() throws Exception {
        Files.writeString(
                folder.resolve("lines.json"),
                IntStream.range(0, LINES)
                        .mapToObj(i -> "{\"n\":" + i + ",\"text\":\"größe " + i + "\"}\n")
                        .collect(Collectors.joining()));
        var file = Files.writeString(folder.resolve("encodings.yaml"), YAML);
        var loaded = FileLoader.load(file, Map.of());
        var data = new DataFolder(folder.resolve("data"));
        var roles = Set.of(Role.GENERATOR, Role.PROCESSOR, Role.DELIVERY, Role.GATEWAY);
        try (var claim = data.claim();
                var program = Program.start(loaded, new ProgramSettings(roles, data, 0, "test", "here"))) {
            assertThat(claim.id()).isNotNull();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> program.report().events().delivered() >= 4 * COUNT + LINES);

            var report = program.finish();

            assertThat(report.verdict()).as(report.reason()).isEqualTo(Verdict.COMPLETE);
            assertThat(report.events().generated()).isEqualTo(4 * COUNT);
            assertThat(report.events().ingested()).isEqualTo(LINES);
            assertThat(report.events().delivered()).isEqualTo(4 * COUNT + LINES);
            assertThat(report.events().duplicated() + report.events().outOfOrder())
                    .isZero();
            assertThat(report.latency().max()).isPositive();
            var topics = new Topics(program.addresses().get("kafka"));
            eventsAreWhatTheirSourcesMake(loaded, topics);
            pipelinesHaveDoneTheirWork(topics);
            assertThat(report.auditRows())
                    .isEqualTo(topics.events(loaded.file().audit().topics()).size());
        }
    }

    private static void eventsAreWhatTheirSourcesMake(LoadedFile loaded, Topics topics) throws Exception {
        sameAsRendered(loaded, "plain", topics.events(List.of("e.json")));
        sameAsRendered(loaded, "registered", topics.events(List.of("e.avro")));
        var framed = topics.events(List.of("e.frame-north", "e.frame-south"));
        sameAsRendered(loaded, "framed", framed);
        sameAsRendered(loaded, "loose", topics.events(List.of("e.loose")));
        assertThat(topics.events(List.of("e.lines"))).hasSize(LINES);
        assertThat(topics.encodings("e.json")).containsOnly(RecordEncoding.JSON);
        assertThat(topics.encodings("e.avro")).containsOnly(RecordEncoding.AVRO);
        for (var topic : List.of("e.frame-north", "e.frame-south", "e.loose", "e.lines", "e.copy")) {
            assertThat(topics.encodings(topic)).as(topic).containsOnly(RecordEncoding.FRAME);
            assertThat(topics.records(topic).size())
                    .as("records of %s", topic)
                    .isLessThan(topics.events(List.of(topic)).size());
        }
        for (var found : framed) {
            var key = found.event().key().getBytes(StandardCharsets.UTF_8);
            var region = found.record().topic().endsWith("north") ? "north" : "south";
            int partitions = region.equals("north") ? 3 : 4;
            assertThat(found.record().partition()).isEqualTo(KeyPartition.of(key, 0, key.length, partitions));
            assertThat(found.event().data().toString()).contains("\"region\":\"" + region + "\"");
        }
        assertThat(topics.events(List.of("e.loose")))
                .allSatisfy(found -> assertThat((long) found.record().partition())
                        .isEqualTo(found.event().origin().index() % 2));
    }

    private static void sameAsRendered(LoadedFile loaded, String source, List<Found> found) throws Exception {
        assertThat(found).as(source).hasSize(COUNT);
        var run = found.getFirst().event().origin().run();
        var renderer = new SourceCatalog(loaded.file().sources(), loaded.file().seed()).renderer(source, run);
        for (var each : found) {
            renderer.render(
                    each.event().origin().index(),
                    TimestampWriter.epochMicros(each.event().time()));
            assertThat(each.event()).isEqualTo(new CloudEventReader().read(renderer.value(), Instant.EPOCH));
        }
    }

    private static void pipelinesHaveDoneTheirWork(Topics topics) throws Exception {
        assertThat(ids(topics, "e.copy"))
                .containsExactlyInAnyOrderElementsOf(topics.events(List.of("e.frame-north")).stream()
                        .filter(found -> amount(found.event()) > 20)
                        .map(found -> found.event().id())
                        .toList());
        var registered = topics.events(List.of("e.avro"));
        assertThat(ids(topics, "e.large"))
                .containsExactlyInAnyOrderElementsOf(registered.stream()
                        .filter(found -> amount(found.event()) > 50)
                        .map(found -> found.event().id())
                        .toList());
        assertThat(topics.events(List.of("e.small")).stream().map(Found::event))
                .containsExactlyInAnyOrderElementsOf(registered.stream()
                        .map(Found::event)
                        .filter(event -> amount(event) <= 50)
                        .toList());
        assertThat(topics.encodings("e.large")).containsOnly(RecordEncoding.JSON);
        assertThat(topics.encodings("e.small")).containsOnly(RecordEncoding.AVRO);
    }

    private static List<String> ids(Topics topics, String topic) throws Exception {
        return topics.events(List.of(topic)).stream()
                .map(found -> found.event().id())
                .toList();
    }

    private static double amount(Event event) {
        var data = event.data().toString();
        int from = data.indexOf("\"amount\":") + "\"amount\":".length();
        return Double.parseDouble(data.substring(from, data.indexOf(',', from)));
    }

    private record Found(ConsumerRecord<byte[], byte[]> record, Event event) {}

    /** What a plain consumer of committed records finds. */
    private record Topics(String bootstrapServers) {
        List<ConsumerRecord<byte[], byte[]>> records(String topic) {
            Map<String, Object> client =
                    Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
            var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            try (var consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                var partitions = consumer.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                var ends = consumer.endOffsets(partitions);
                while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                    consumer.poll(Duration.ofMillis(100)).forEach(found::add);
                }
            }
            return found;
        }

        Set<RecordEncoding> encodings(String topic) {
            return records(topic).stream()
                    .map(record -> RecordEncoding.of(record.value()))
                    .collect(Collectors.toSet());
        }

        List<Found> events(List<String> topics) throws Exception {
            var reader = new RecordReader(new TopicSchemaRegistry(Map.of("bootstrap.servers", bootstrapServers)));
            var found = new ArrayList<Found>();
            for (var topic : topics) {
                for (var record : records(topic)) {
                    reader.read(
                            record.value(),
                            new FrameHome(topic, record.partition()),
                            Instant.EPOCH,
                            new RecordReader.Sink() {
                                @Override
                                public void event(int place, Event event) {
                                    found.add(new Found(record, event));
                                }

                                @Override
                                public void unreadable(int place, byte[] body, String reason) {
                                    throw new AssertionError(reason);
                                }
                            });
                }
            }
            return found;
        }
    }
}
