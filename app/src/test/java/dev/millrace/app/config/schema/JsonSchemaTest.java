package dev.millrace.app.config.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.millrace.app.config.ConfigReader;
import dev.millrace.app.config.JsonSchema;
import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.app.config.sample.BadFile;
import dev.millrace.app.config.sample.BadSettings;
import dev.millrace.app.config.sample.Mutations;
import dev.millrace.app.config.sample.Shop;
import dev.millrace.app.config.sample.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.ObjectMapper;

/** The schema and the reader agree: what the schema refuses the reader refuses, and what only the reader can know is few. */
class JsonSchemaTest {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Schema SHOP = REGISTRY.getSchema(JsonSchema.of(Shop.class));
    private static final Map<String, String> ENVIRONMENT =
            Map.of("NAME", "x", "URI", "s3://b", "N", "7", "FLAG", "true", "RATE", "5/s", "WORD", "avro", "X", "s");

    @Test
    void isASchema() {
        var meta = REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(meta.validate(new ObjectMapper().readTree(JsonSchema.of(Shop.class))))
                .isEmpty();
        assertThat(meta.validate(new ObjectMapper().readTree("{\"type\": 1}"))).isNotEmpty();
    }

    @Test
    void isTheSameTextEveryTime() {
        assertThat(JsonSchema.of(Shop.class)).isEqualTo(JsonSchema.of(Shop.class));
    }

    @Test
    void takesAFileWithEveryKindOfSetting() throws InvalidFile {
        assertThat(errors(Texts.WHOLE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: 2024",
                "name: true",
                "name: ${NAME}",
                "name: x\nstore: {uri: \"${URI}\", partitions: \"${N}\", compact: \"${FLAG}\", every: \"${N}s\", ports: \"${N}\"}",
                "name: x\nsources: {s: {topic: \"a-${X}\", encoding: \"${WORD}\", rate: \"${RATE}\", max-size: '${N}KiB'}}",
                "name: x\nsources: {s: {topic: t, rate: [\"${RATE}\", 1/s], fields: {f: {ref: r, skew: \"${N}\"}, g: 5, h: true}}}",
                "name: x\nsources: {s: {topic: t, late: ' 1 % ', max-size: 4 KiB}}",
                "name: x\nstore: {uri: 's3:b', partitions: 1e3, offset: 5.0, ports: 0x10}",
                "name: x\nsources: {s: {topic: t, fields: {f: {copy: a, ref: b}}}}",
                "name: x\nsources: {\"\": {topic: t}, m.n: {topic: t}}",
            })
    void takesWhatTheReaderTakes(String text) throws InvalidFile {
        assertThat(reads(text)).as("the reader takes it").isTrue();
        assertThat(errors(text)).isEmpty();
    }

    static List<BadFile> badFiles() {
        return BadSettings.all().toList();
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void refusesWhatTheReaderRefusesUnlessItTakesARecordToKnow(BadFile file) throws InvalidFile {
        var errors = errors(file.text());

        switch (file.seenBy()) {
            case SCHEMA -> assertThat(errors).isNotEmpty();
            case READER -> assertThat(errors).isEmpty();
            case PARSER -> throw new AssertionError("no settings");
        }
    }

    @Test
    void takesEverySpoiltFileThatTheReaderStillTakes() {
        long seed = new Random().nextLong();
        int taken = 0;
        for (int i = 0; i < 10_000 && (i < 500 || taken < 5); i++) {
            var text = new Mutations(seed + i).of(Texts.WHOLE);
            if (reads(text)) {
                taken++;
                assertThat(errorsIfYaml(text))
                        .as("seed %d of the file\n%s", seed + i, text)
                        .isEmpty();
            }
        }
        assertThat(taken).as("files the reader took, seed %d", seed).isGreaterThanOrEqualTo(5);
    }

    private static List<Error> errorsIfYaml(String text) {
        try {
            return errors(text);
        } catch (InvalidFile e) {
            throw new AssertionError("the reader took what is not YAML:\n" + text, e);
        }
    }

    private static List<Error> errors(String text) throws InvalidFile {
        return SHOP.validate(YamlJson.of(text));
    }

    private static boolean reads(String text) {
        try {
            ConfigReader.read(Path.of("shop.yaml"), text, Shop.class, ENVIRONMENT);
            return true;
        } catch (InvalidFile e) {
            return false;
        }
    }
}
