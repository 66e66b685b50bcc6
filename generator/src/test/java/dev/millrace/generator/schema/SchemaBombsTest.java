package dev.millrace.generator.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.generator.source.SchemaInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small schemas that ask for more than there is memory for: refused, before it is asked for. */
class SchemaBombsTest {
    private static final String RECORD = "{'type': 'record', 'name': 'r', 'fields': [{'name': 'f', 'type': %s}]}";

    @TempDir
    private Path folder;

    @Test
    void namedTypesThatMultiplyAreCountedWhereverTheyAreUsed() throws Exception {
        var fields = IntStream.range(0, 10).mapToObj(level -> {
            var type = level == 0 ? "'int'" : "'t" + (level - 1) + "'";
            var uses = IntStream.range(0, 10)
                    .mapToObj(i -> "{'name': 'u" + i + "', 'type': " + type + "}")
                    .collect(Collectors.joining(","));
            return "{'name': 'f%d', 'type': {'type': 'record', 'name': 't%d', 'fields': [%s]}}"
                    .formatted(level, level, uses);
        });

        var refused =
                avro("{'type': 'record', 'name': 'r', 'fields': [" + fields.collect(Collectors.joining(",")) + "]}");

        assertThat(refused.problem()).contains("more than 10000 fields");
    }

    @Test
    void mapsWithinMapsAreCountedKeyByKey() throws Exception {
        var map = "'int'";
        for (int i = 0; i < 6; i++) {
            map = "{'type': 'map', 'values': %s, 'arg.properties': {'length': {'min': 100, 'max': 101}}}"
                    .formatted(map);
        }

        assertThat(avro(RECORD.formatted(map)).problem()).contains("more than 10000 fields");
    }

    @Test
    void definitionsThatMultiplyAreCountedWhereverTheyAreUsed() throws Exception {
        var levels = IntStream.range(0, 10).mapToObj(level -> {
            var type = level == 0 ? "{'type': 'integer'}" : "{'$ref': '#/$defs/t" + (level - 1) + "'}";
            var uses = IntStream.range(0, 10)
                    .mapToObj(i -> "'u" + i + "': " + type)
                    .collect(Collectors.joining(","));
            return "'t%d': {'properties': {%s}}".formatted(level, uses);
        });

        assertThat(json("{'properties': {'f': {'$ref': '#/$defs/t9'}}, '$defs': {"
                                + levels.collect(Collectors.joining(",")) + "}}")
                        .problem())
                .contains("more than 10000 fields");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type': 'integer', 'minimum': 1e2000000000}",
                "{'type': 'number', 'maximum': 1e-2000000000}",
                "{'const': -1e401}"
            })
    void numbersThatNobodyCanWriteOutAreRefused(String type) throws Exception {
        var refused = json("{'properties': {'f': " + type + "}}");

        assertThat(refused.problem()).contains("1e400");
        assertThat(refused.line()).isEqualTo(1);
    }

    @Test
    void aWholeNumberBeyondWhatAFieldHoldsIsRefusedAsARange() throws Exception {
        assertThat(json("{'properties': {'f': {'type': 'integer', 'minimum': 1e300, 'maximum': 2}}}")
                        .problem())
                .contains("no number lies from");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-2000000000", "3000000000"})
    void aScaleNoDecimalHasIsRefused(String scale) throws Exception {
        var type = "{'type': 'bytes', 'logicalType': 'decimal', 'precision': 4, 'scale': %s}".formatted(scale);

        assertThat(avro(RECORD.formatted(type)).problem()).contains("'scale' must be from 0");
    }

    @Test
    void expressionsTooLongOrTooDeepAreRefused() throws Exception {
        for (var regex : new String[] {"a".repeat(1_001), "(".repeat(51) + "a" + ")".repeat(51)}) {
            var type = "{'type': 'string', 'arg.properties': {'regex': '%s'}}".formatted(regex);

            assertThat(avro(RECORD.formatted(type)).problem()).contains("1000 characters");
        }
    }

    private InvalidSchema avro(String schema) throws Exception {
        return refusal(new SchemaInput.Avro(written(schema)));
    }

    private InvalidSchema json(String schema) throws Exception {
        return refusal(new SchemaInput.Json(written(schema)));
    }

    private static InvalidSchema refusal(SchemaInput schema) {
        return catchThrowableOfType(InvalidSchema.class, () -> SchemaFields.of(schema, Map.of()));
    }

    private Path written(String schema) throws Exception {
        return Files.writeString(folder.resolve("schema"), schema.replace('\'', '"'));
    }
}
