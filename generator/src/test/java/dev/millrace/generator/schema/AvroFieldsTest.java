package dev.millrace.generator.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.generator.field.CompositeKind;
import dev.millrace.generator.field.FieldKind;
import dev.millrace.generator.field.NumberKind;
import dev.millrace.generator.field.TextKind;
import dev.millrace.generator.source.SchemaInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Avro types and their annotations become. */
class AvroFieldsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'boolean' | Flag[flag=50%]",
                "{'type': 'boolean', 'arg.properties': {'odds': 0.2}} | Flag[flag=20%]",
                "{'type': 'int', 'arg.properties': {'range': {'min': 1, 'max': 5000}}} | Integers[integer=WholeRange[min=1, max=4999]]",
                "{'type': 'int', 'arg.properties': {'range': {'min': 1}}} | Integers[integer=WholeRange[min=1, max=2147483647]]",
                "{'type': 'double', 'arg.properties': {'range': {'min': 0.1, 'max': 10.0}}} | Uniform[uniform=Range[min=0.1, max=10.0], decimals=6]",
                "'double' | Uniform[uniform=Range[min=0.0, max=1.0], decimals=6]",
                "{'type': 'long', 'arg.properties': {'iteration': {'start': 1, 'step': 10}}} | Series[series=Steps[start=1.0, step=10.0, restart=null, initial=null], decimals=0]",
                "{'type': 'int', 'arg.properties': {'iteration': {'start': 9, 'restart': 3, 'initial': 7}}} | Series[series=Steps[start=9.0, step=-1.0, restart=3.0, initial=7.0], decimals=0]",
                "{'type': 'double', 'arg.properties': {'iteration': {'start': 0, 'step': 0.25}}} | Series[series=Steps[start=0.0, step=0.25, restart=null, initial=null], decimals=2]",
                "{'type': 'string', 'arg.properties': {'iteration': {'start': 0, 'restart': 9}, 'prefix': 'u-', 'suffix': '!'}} | Sequence[sequence=u-%d!, cardinality=9, skew=null]",
                "{'type': 'string', 'arg.properties': {'regex': 'User_[1-9]'}} | Pattern[pattern=User_[1-9], cardinality=null, skew=null]",
                "{'type': 'string', 'arg.properties': {'regex': '[a-z]*', 'length': 10}} | Pattern[pattern=[a-z]{10}, cardinality=null, skew=null]",
                "{'type': 'string', 'arg.properties': {'length': {'min': 2, 'max': 4}}} | Pattern[pattern=[a-zA-Z0-9]{2,3}, cardinality=null, skew=null]",
                "'string' | Pattern[pattern=[a-zA-Z0-9]{8,15}, cardinality=null, skew=null]",
                "{'type': 'string', 'arg.properties': {'options': ['a', 'b', 'a']}} | Choice[choice={a=2.0, b=1.0}]",
                "{'type': 'int', 'arg.properties': {'options': [1, 2]}} | Mix[mix=[Part[of=Constant[constant=1], weight=1.0], Part[of=Constant[constant=2], weight=1.0]]]",
                "{'type': 'array', 'items': 'string', 'arg.properties': {'options': [['x', 'y']]}} | Fixed[json=[\"x\",\"y\"]]",
                "{'type': 'array', 'items': 'boolean', 'arg.properties': {'length': {'min': 1, 'max': 4}}} | Array[array=Flag[flag=50%], length=Length[min=1, max=3]]",
                "{'type': 'enum', 'name': 'e', 'symbols': ['A', 'B']} | Choice[choice={A=1.0, B=1.0}]",
                "['null', 'boolean'] | Sometimes[of=Flag[flag=50%], nulls=50%]",
                "{'type': 'long', 'logicalType': 'timestamp-millis'} | Timestamp[timestamp=DUE, offset=null, format=EPOCH_MILLIS]",
                "{'type': 'string', 'logicalType': 'uuid'} | Uuid[uuid=V4]",
                "{'type': {'type': 'boolean'}} | Flag[flag=50%]"
            })
    void aTypeBecomesAKind(String type, String kind) throws Exception {
        assertThat(fields("""
                // comments are let pass
                {'type': 'record', 'name': 'r', 'fields': [{'name': 'f', 'type': %s}]}
                """.formatted(type), Map.of()).get("f")).hasToString(kind);
    }

    @Test
    void prefixAndSuffixStandAroundAllThatARegexSays() throws Exception {
        var fields = fields("""
                {'type': 'record', 'name': 'r', 'fields': [{'name': 'f', 'type': {'type': 'string',
                  'arg.properties': {'regex': 'a|b', 'prefix': '$', 'suffix': '.', 'length': 1}}}]}
                """, Map.of());

        assertThat(fields.get("f")).isEqualTo(new TextKind.Pattern("\\$(?:a|b)\\."));
    }

    @Test
    void namedTypesAreFoundAgainAndRecordsBecomeObjects() throws Exception {
        var fields = fields("""
                {'type': 'record', 'name': 'r', 'namespace': 'n', 'fields': [
                  {'name': 'home', 'type': {'type': 'record', 'name': 'address', 'fields': [
                    {'name': 'city', 'type': {'type': 'string', 'arg.properties': {'regex': 'City_[1-9]{0,2}'}}}]}},
                  {'name': 'work', 'type': ['null', 'n.address']},
                  {'name': 'flags', 'type': {'type': 'map', 'values': 'boolean',
                    'arg.properties': {'keys': {'options': ['a', 'b']}}}}]}
                """, Map.of());

        assertThat(fields.get("home")).isInstanceOf(CompositeKind.Nested.class);
        assertThat(((CompositeKind.Sometimes) fields.get("work")).of()).isEqualTo(fields.get("home"));
        assertThat(((CompositeKind.Nested) fields.get("flags")).object()).containsOnlyKeys("a", "b");
    }

    @Test
    void singleFieldsCanBeOverriddenThoseThatCannotBeMadeToo() throws Exception {
        var other = new NumberKind.Integers(new NumberKind.WholeRange(1, 2));

        var fields = fields("""
                {'type': 'record', 'name': 'r', 'fields': [
                  {'name': 'a', 'type': {'type': 'record', 'name': 'in', 'fields': [
                     {'name': 'b', 'type': 'string'}, {'name': 'c', 'type': 'string'}]}},
                  {'name': 'next', 'type': 'r'}]}
                """, Map.of("a.b", other, "next", other));

        assertThat(((CompositeKind.Nested) fields.get("a")).object().get("b")).isEqualTo(other);
        assertThat(fields.get("next")).isEqualTo(other);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'strin' | 2:22 | there is no type 'strin'",
                "{'type': 'int', 'arg.properties': {'rang': 1}} | 2:65 | unknown annotation",
                "{'type': 'int', 'arg.properties': {'range': {'min': 5, 'max': 5}}} | 2:66 | 'max', which is not reached",
                "{'type': 'int', 'arg.properties': {'range': 5}} | 2:66 | must be an object",
                "{'type': 'int', 'arg.properties': {'options': []}} | 2:68 | must not be empty",
                "{'type': 'int', 'arg.properties': {'options': [1], 'range': {'min': 1}}} | 2:82 | cannot be beside 'options'",
                "{'type': 'string', 'arg.properties': {'regex': '[a-'}} | 2:69 | at character",
                "{'type': 'string', 'arg.properties': {'length': {}}} | 2:70 | 'min', 'max' or both",
                "{'type': 'boolean', 'arg.properties': {'odds': 2}} | 2:69 | from 0 to 1",
                "{'type': 'int', 'arg.properties': {'iteration': {'step': 2}}} | 2:70 | needs 'start'",
                "{'type': 'int', 'arg.properties': {'iteration': {'start': 1, 'restart': 1}}} | 2:70 | must not be where it starts",
                "'r' | 2:22 | holds itself",
                "{'type': 'enum', 'name': 'e'} | 2:22 | needs 'symbols'",
                "{'type': 'string' | 3:2 | is no JSON"
            })
    void whatIsWrongIsToldWithItsPlaceInTheSchema(String type, String place, String problem) {
        var refused = catchThrowableOfType(InvalidSchema.class, () -> fields("""
                {'type': 'record', 'name': 'r', 'fields': [{'name': 'f', 'type':
                                     %s
                }]}
                """.formatted(type), Map.of()));

        assertThat(refused.line() + ":" + refused.column()).startsWith(place);
        assertThat(refused.problem()).contains(problem);
    }

    private Map<String, FieldKind> fields(String schema, Map<String, FieldKind> overrides) throws Exception {
        var file = folder.resolve("schema.avsc");
        Files.writeString(file, schema.replace('\'', '"'));
        return SchemaFields.of(new SchemaInput.Avro(file), overrides);
    }
}
