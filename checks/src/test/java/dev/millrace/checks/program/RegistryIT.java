package dev.millrace.checks.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The whole program with its schemas in a real registry, and what others see who know that registry alone. */
@Tag("endurance")
class RegistryIT {
    private static final int COUNT = 500;
    private static final String YAML = """
            name: registered
            schemas: {registry: "REGISTRY"}
            sources:
              orders: {topic: g.orders, key: customer, encoding: avro, rate: 500/s, count: 500, fields: FIELDS}
              framed: {topic: g.framed, key: customer, encoding: frame, rate: 500/s, count: 500, fields: FIELDS}
            pipelines:
              large:
                from: g.framed
                steps:
                  - filter: data.amount > 40.0
                  - {to: g.large, encoding: avro}
            audit: {topics: [g.orders, g.framed, g.large]}
            """.replace("FIELDS", """
            {customer: {sequence: "c-%d", cardinality: 40}, amount: {lognormal: {median: 40, sigma: 0.8}, decimals: 2}}
            """.strip());
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    @Test
    void everybodyWhoKnowsTheRegistryCanReadWhatTheProgramWrites() throws Exception {
        try (var registry = Apicurio.start(folder)) {
            Files.writeString(folder.resolve("millrace.yaml"), YAML.replace("REGISTRY", registry.url()));
            try (var program =
                    MillraceProcess.start(folder, "up", "--data", "data", "--port", "0", "--output", "json")) {
                var kafka = program.awaitReady(folder.resolve("data"))
                        .at("/addresses/kafka")
                        .asString();
                Awaitility.await()
                        .atMost(Duration.ofMinutes(3))
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> Committed.records(kafka, "g.orders").size() == COUNT);

                assertForeignersReadThem(registry, kafka);
                var tail = MillraceProcess.run(
                        folder,
                        "tail",
                        "g.framed",
                        "--bootstrap",
                        kafka,
                        "--registry",
                        registry.url(),
                        "-n",
                        "20",
                        "--output",
                        "json");
                assertThat(tail.await()).as(tail.err()).isZero();
                assertThat(tail.out().lines()).hasSize(20).allMatch(line -> line.contains("\"amount\":"));
                assertThat(registry.get("/subjects")).contains("g.orders-value", "g.framed-", "g.large-value");

                program.terminate();
                assertThat(program.await()).as(program.err()).isEqualTo(130);
                var account = program.json();
                assertThat(account.path("verdict").asString())
                        .as(account.toString())
                        .isEqualTo("complete");
                assertThat(account.at("/events/delivered").asInt()).isEqualTo(2 * COUNT);
            }
        }
    }

    /** With Avro's own library and HTTP, by the wire format that all clients of registries know. */
    private static void assertForeignersReadThem(Apicurio registry, String kafka) throws Exception {
        var indices = new HashSet<Long>();
        var schemas = new HashMap<Integer, Schema>();
        for (var record : Committed.records(kafka, "g.orders")) {
            var bytes = ByteBuffer.wrap(record.value());
            assertThat(bytes.get()).isZero();
            int id = bytes.getInt();
            if (!schemas.containsKey(id)) {
                var answer = JSON.readTree(registry.get("/schemas/ids/" + id));
                schemas.put(id, new Schema.Parser().parse(answer.path("schema").asString()));
            }
            var schema = schemas.get(id);
            var decoder = DecoderFactory.get().binaryDecoder(record.value(), bytes.position(), bytes.remaining(), null);
            var event = new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
            indices.add((Long) event.get("index"));
            assertThat(event.get("key").toString()).isEqualTo(new String(record.key(), StandardCharsets.UTF_8));
            assertThat(((GenericRecord) event.get("data")).get("customer")).isEqualTo(event.get("key"));
        }
        assertThat(indices).hasSize(COUNT);
    }
}
