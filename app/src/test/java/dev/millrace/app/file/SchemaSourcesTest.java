package dev.millrace.app.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.generator.render.SourceCatalog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sources that take their fields from a schema's file. */
class SchemaSourcesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path SCHEMAS = Path.of("src", "test", "resources", "dev", "millrace", "app", "file");

    @TempDir
    private Path folder;

    @BeforeEach
    void copySchemas() throws Exception {
        for (var name : List.of("pageviews.avsc", "order.schema.json")) {
            Files.copy(SCHEMAS.resolve(name), folder.resolve(name));
        }
    }

    @Test
    void eventsOfAnAnnotatedAvroSchemaAreAsItSays() throws Exception {
        var events = events("key: userid\n    schema: {avro: pageviews.avsc}");

        assertThat(events.get(2).get("viewtime").asLong()).isEqualTo(21);
        assertThat(events).allSatisfy(event -> {
            assertThat(event.get("userid").asString()).matches("User_[1-9]");
            // Lengths are from 8 where nothing is said, as far as the expression goes.
            assertThat(event.get("pageid").asString()).matches("Page_[1-9][0-9]{2,3}");
            assertThat(event.get("device").asString()).isIn("phone", "desktop");
            assertThat(event.at("/place/city").asString()).matches("City-[a-zA-Z0-9]{3}");
        });
        assertThat(events).anyMatch(event -> event.at("/place/zip").isNull());
        assertThat(events).anyMatch(event -> event.at("/place/zip").asInt(0) >= 10_000);
    }

    @Test
    void eventsOfAJsonSchemaAreValid() throws Exception {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(folder.resolve("order.schema.json")), InputFormat.JSON);

        for (var event : events("schema: {json: order.schema.json}\n    fields: {note: {pattern: \"[a-z]{5}\"}}")) {
            assertThat(schema.validate(event.toString(), InputFormat.JSON))
                    .as(event.toString())
                    .isEmpty();
        }
    }

    @Test
    void singleFieldsAreOverridden() throws Exception {
        var events = events("""
                schema: {avro: pageviews.avsc}
                    fields:
                      userid: {choice: {ann: 1}}
                      place.city: Wien""");

        assertThat(events).allMatch(event -> event.get("userid").asString().equals("ann"));
        assertThat(events).allMatch(event -> event.at("/place/city").asString().equals("Wien"));
        assertThat(events).allMatch(event -> event.get("pageid").asString().startsWith("Page_"));
    }

    @Test
    void theCheckShowsWhatASchemaBecame() throws Exception {
        var loaded = FileLoader.load(file("schema: {avro: pageviews.avsc}"), Map.of());

        assertThat(loaded.describe())
                .contains("      viewtime: {series: {start: 1, step: 10}}")
                .contains("      loaded: {flag: 90%}")
                .contains("      place: {object: {city: {pattern: \"City-[a-zA-Z0-9]{3}\"");
    }

    @Test
    void aBadSchemaIsAProblemInItsOwnFile() throws Exception {
        var schema = folder.resolve("pageviews.avsc");
        Files.writeString(schema, Files.readString(schema).replace("\"odds\": 0.9", "\"odds\": 9"));

        var refused = refusal("schema: {avro: pageviews.avsc}");

        assertThat(refused).startsWith(schema + ":11:").contains("from 0 to 1");
    }

    @Test
    void aSchemaThatIsNotThereIsNamed() {
        assertThat(refusal("schema: {json: none.json}"))
                .startsWith(folder.resolve("none.json") + ": ")
                .contains("no such file");
    }

    @Test
    void anOverrideOfNoFieldPointsIntoTheFile() {
        assertThat(refusal("schema: {avro: pageviews.avsc}\n    fields: {usrid: EUR}"))
                .startsWith(folder.resolve("test.yaml") + ":7:")
                .contains("the schema has no field 'usrid', only viewtime, userid");
    }

    @Test
    void aKeyThatTheSchemaHasNotIsRefused() {
        assertThat(refusal("key: user\n    schema: {avro: pageviews.avsc}")).contains("no field 'user'");
    }

    @Test
    void aKeyOfTheSchemaWhoseEventsWouldOvertakeEachOtherIsRefused() {
        assertThat(refusal("key: userid\n    shards: 4\n    schema: {avro: pageviews.avsc}"))
                .startsWith(folder.resolve("test.yaml") + ":7:")
                .contains("sources.s.shards")
                .contains("events of one 'userid' overtake each other");
    }

    @Test
    void aKeyWhoseEventsStayTogetherMayStandInTheSchemasPlace() throws Exception {
        var loaded = FileLoader.load(file("""
                key: userid
                    shards: 4
                    schema: {avro: pageviews.avsc}
                    fields: {userid: {sequence: "u-%d", cardinality: 12}}"""), Map.of());

        assertThat(loaded.file().sources().get("s").shardCount()).isEqualTo(4);
    }

    private List<JsonNode> events(String source) throws Exception {
        var loaded = FileLoader.load(file(source), Map.of()).file();
        var renderer = new SourceCatalog(loaded.sources(), loaded.seed()).renderer("s", "test");
        return LongStream.range(0, 300)
                .mapToObj(index -> {
                    renderer.render(index, 1_795_294_763_000_000L + index);
                    return JSON.readTree(new String(renderer.value(), StandardCharsets.UTF_8))
                            .get("data");
                })
                .toList();
    }

    private String refusal(String source) {
        return catchThrowableOfType(InvalidFile.class, () -> FileLoader.load(file(source), Map.of()))
                .getMessage();
    }

    private Path file(String source) throws Exception {
        return Files.writeString(folder.resolve("test.yaml"), """
                name: test
                sources:
                  s:
                    topic: t
                    rate: 10/s
                    %s
                """.formatted(source));
    }
}
