package dev.millrace.app.fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.app.file.FileLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a field is said with its line, its column and its name. */
class BadFieldsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{normal: {mean: 1, deviation: 0}}|7:38: sources.s.fields.f.normal.deviation: must lie above 0",
                "{zipf: {exponent: 1.1, value: 10}}|7:31: sources.s.fields.f.zipf.value: unknown setting; did you mean 'values'?",
                "{pattern: `a+`}|7:18: sources.s.fields.f.pattern: '+' has no end",
                "{template: `{nme}`}|7:19: sources.s.fields.f.template: there is no field 'nme' here, only id, f",
                "{faker: name.nothing}|7:16: sources.s.fields.f.faker: 'name.nothing' leads nowhere",
                "{faker: date.birthday}|7:16: sources.s.fields.f.faker: 'Date' looks at the clock",
                "{timestamp: now}|7:20: sources.s.fields.f.timestamp: expected one of due, but found 'now'",
                "{timestamp: due, offset: soon}|7:33: sources.s.fields.f.offset: 'soon' is not a shift in time such as -3d",
                "{ip: v4, within: 10.0.0.0/40}|7:25: sources.s.fields.f.within: the prefix must be from 0 to 32",
                "{geo: {lat: 1, lon: 1, radius: 10}}|7:39: sources.s.fields.f.geo.radius: '10' is not a distance",
                "{object: {a: {uuid: v5}}}|7:28: sources.s.fields.f.object.a.uuid: expected one of v4, v7",
                "{object: {a: {template: `{b}`}}}|7:32: sources.s.fields.f.object.a.template: there is no field 'b' here",
                "{array: {uuid: v4}, length: {min: 3, max: 2}}|7:50: sources.s.fields.f.length.max: must be from min (3)",
                "{array: {counter: id}}|7:26: sources.s.fields.f.array.counter: what goes from event to event",
                "{uuid: v4, nulls: 5}|7:26: sources.s.fields.f.nulls: '5' is not a share",
                "{uuid: v4, nuls: 5%}|7:19: sources.s.fields.f.nuls: unknown setting; did you mean 'nulls'?",
                "{states: {a: {next: {b: 1}, for: 1s}}}|7:32: sources.s.fields.f.states.a.next.b: there is no state 'b', only a",
                "{expression: `id +`}|7:21: sources.s.fields.f.expression: ",
                "{expression: `idd`}|7:21: sources.s.fields.f.expression: there is no field 'idd' here, only id, f, index",
                "{previous: f}|7:8: sources.s.fields.f: refers to itself: s.fields.f",
                "{walk: {min: 0, max: 1, step: 0.1}, by: k}|7:48: sources.s.fields.f.by: there is no field 'k' here",
                "{ref: s.nothing}|7:14: sources.s.fields.f.ref: source 's' has no field 'nothing', only id, f",
                "{steady: {timestamp: due}, by: id}|7:17: sources.s.fields.f.steady: must be drawn by itself"
            })
    void everyFieldThatCannotBeIsNamedWithItsPlace(String field, String problem) throws Exception {
        var file = folder.resolve("bad.yaml");
        Files.writeString(file, """
                name: bad
                sources:
                  s:
                    topic: t
                    rate: 1/s
                    fields: {id: {sequence: "%%d"},
                    f: %s}
                """.formatted(field.replace('`', '"')));

        var refused = catchThrowableOfType(InvalidFile.class, () -> FileLoader.load(file, Map.of()));

        assertThat(refused).isNotNull();
        assertThat(refused.getMessage()).startsWith(file + ":" + problem);
    }
}
