package dev.millrace.generator.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.generator.field.FieldKind;
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

    @Test
    void aFileLargerThanAnySchemaIsRefused() throws Exception {
        var schema = "{'properties': {'f': {'type': 'integer'}}}";
        int room = (4 << 20) - schema.length();

        assertThat(json(schema + " ".repeat(room + 1)).problem()).contains("larger than 4 MiB");
        assertThat(fields(schema + " ".repeat(room))).containsOnlyKeys("f");
    }

    @Test
    void levelsWithinEachOtherAreCounted() throws Exception {
        assertThat(json("[".repeat(102) + "]".repeat(102)).problem()).contains("nested deeper than 100 levels");
        assertThat(json("[".repeat(1_000_000)).problem()).contains("nested deeper than 100 levels");
        // Each object of the data is two levels of its schema.
        assertThat(fields("{'properties': {'f': ".repeat(49) + "{'type': 'integer'}" + "}}".repeat(49)))
                .containsOnlyKeys("f");
    }

    @Test
    void valuesAndBranchesAreCounted() throws Exception {
        assertThat(json("{'properties': {'f': {'enum': [" + numbers(10_001) + "]}}}")
                        .problem())
                .contains("more than 10000 values");
        assertThat(fields("{'properties': {'f': {'enum': [" + numbers(10_000) + "]}}}"))
                .containsOnlyKeys("f");
        var branch = "{'type': 'integer'},";
        assertThat(json("{'properties': {'f': {'anyOf': [" + branch.repeat(32) + "{'type': 'null'}]}}}")
                        .problem())
                .contains("from 1 to 32 branches");
        assertThat(fields("{'properties': {'f': {'anyOf': [" + branch.repeat(31) + "{'type': 'null'}]}}}"))
                .containsOnlyKeys("f");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type': 'string', 'minLength': 1001}",
                "{'type': 'array', 'items': {'type': 'integer'}, 'minItems': 1e300}"
            })
    void aLengthThatCannotBeReachedIsRefused(String type) throws Exception {
        assertThat(json("{'properties': {'f': " + type + "}}").problem()).contains("must be at most 1000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type': 'string', 'minLength': 1000, 'maxLength': 2000000000}",
                "{'type': 'array', 'items': {'type': 'integer'}, 'maxItems': 1e300}"
            })
    void aLengthThatNeedNotBeReachedIsNoMoreThanAThousand(String type) throws Exception {
        assertThat(fields("{'properties': {'f': " + type + "}}").toString())
                .contains("1000")
                .doesNotContain("2000000000");
    }

    private static String numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }

    private Map<String, FieldKind> fields(String schema) throws Exception {
        return SchemaFields.of(new SchemaInput.Json(written(schema)), Map.of());
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
