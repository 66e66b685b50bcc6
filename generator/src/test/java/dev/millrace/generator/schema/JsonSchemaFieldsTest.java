package dev.millrace.generator.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.source.SchemaInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the words of a JSON Schema become. */
class JsonSchemaFieldsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type': 'boolean'} | Flag[flag=50%]",
                "{'const': 5} | Constant[constant=5]",
                "{'const': null} | Fixed[json=null]",
                "{'enum': ['a', 'b']} | Choice[choice={a=1.0, b=1.0}]",
                "{'enum': ['a', 1]} | Mix[mix=[Part[of=Constant[constant=a], weight=1.0], Part[of=Constant[constant=1], weight=1.0]]]",
                "{'type': 'integer', 'minimum': 1, 'exclusiveMaximum': 10} | Integers[integer=WholeRange[min=1, max=9]]",
                "{'type': 'integer', 'minimum': 1, 'exclusiveMinimum': 3, 'maximum': 9, 'exclusiveMaximum': 7} | Integers[integer=WholeRange[min=4, max=6]]",
                "{'type': 'integer', 'minimum': 1.5, 'maximum': 3.5} | Integers[integer=WholeRange[min=2, max=3]]",
                "{'type': 'integer', 'minimum': 4, 'maximum': 21, 'multipleOf': 5} | Series[series=Steps[start=5.0, step=5.0, restart=25.0, initial=null], decimals=0]",
                "{'type': 'number', 'exclusiveMinimum': 0, 'maximum': 1} | Uniform[uniform=Range[min=0.01, max=1.01], decimals=2]",
                "{'type': 'number', 'minimum': 0, 'maximum': 1, 'multipleOf': 0.001} | Uniform[uniform=Range[min=0.0, max=1.001], decimals=3]",
                "{'type': 'string', 'minLength': 3, 'maxLength': 5} | Pattern[pattern=[a-z]{3,5}, cardinality=null, skew=null]",
                "{'type': 'string', 'pattern': '^[A-Z]{2}-[0-9]+$', 'maxLength': 6} | Pattern[pattern=^[A-Z]{2}-[0-9]{1,3}$, cardinality=null, skew=null]",
                "{'type': 'string', 'format': 'uuid'} | Uuid[uuid=V4]",
                "{'type': 'string', 'format': 'date-time'} | Timestamp[timestamp=DUE, offset=null, format=ISO]",
                "{'type': 'string', 'format': 'ipv4'} | Ip[ip=V4, within=null, cardinality=null, skew=null]",
                "{'type': 'array', 'items': {'type': 'boolean'}, 'minItems': 2, 'maxItems': 4} | Array[array=Flag[flag=50%], length=Length[min=2, max=4]]",
                "{'type': ['boolean', 'null']} | Sometimes[of=Flag[flag=50%], nulls=20%]",
                "{'oneOf': [{'type': 'boolean'}, {'type': 'null'}]} | Sometimes[of=Flag[flag=50%], nulls=50%]",
                "{'$ref': '#/$defs/yes'} | Constant[constant=true]"
            })
    void aSchemaBecomesAKind(String schema, String kind) throws Exception {
        assertThat(fields("""
                {'$schema': 'https://json-schema.org/draft/2020-12/schema', 'type': 'object',
                 'properties': {'f': %s}, 'required': ['f'], '$defs': {'yes': {'const': true}}}
                """.formatted(schema), Map.of()).get("f")).hasToString(kind);
    }

    @Test
    void whatIsNotRequiredIsNullNowAndThen() throws Exception {
        var fields = fields("""
                {'properties': {'a': {'type': 'boolean'}, 'b': {'type': 'boolean'}}, 'required': ['b']}
                """, Map.of());

        assertThat(fields.get("a")).hasToString("Sometimes[of=Flag[flag=50%], nulls=20%]");
        assertThat(fields.get("b")).hasToString("Flag[flag=50%]");
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type': 'int'} | 2:5 | there is no type 'int'",
                "{} | 2:5 | says neither 'type' nor",
                "{'allOf': []} | 2:15 | 'allOf' is not understood",
                "{'type': 'integer', 'minimum': 5, 'maximum': 1} | 2:5 | no number lies",
                "{'type': 'integer', 'minimum': 'x'} | 2:36 | must be a number, was 'x'",
                "{'type': 'string', 'pattern': '(a'} | 2:35 | not closed",
                "{'$ref': '#/$defs/none'} | 2:5 | leads nowhere",
                "{'$ref': '#'} | 2:5 | holds itself",
                "{'$ref': 'other.json'} | 2:5 | another file",
                "{'oneOf': []} | 2:15 | from 1 to 32"
            })
    void whatIsWrongIsToldWithItsPlaceInTheSchema(String schema, String place, String problem) {
        var refused = catchThrowableOfType(InvalidSchema.class, () -> fields("""
                {'type': 'object', 'properties': {'f':
                    %s
                }, 'required': ['f']}
                """.formatted(schema), Map.of()));

        assertThat(refused.line() + ":" + refused.column()).isEqualTo(place);
        assertThat(refused.problem()).contains(problem);
    }

    private Map<String, FieldKind> fields(String schema, Map<String, FieldKind> overrides) throws Exception {
        var file = folder.resolve("schema.json");
        Files.writeString(file, schema.replace('\'', '"'));
        return SchemaFields.of(new SchemaInput.Json(file), overrides);
    }
}
