package dev.millrace.app.fields;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.config.write.SettingsWriter;
import dev.millrace.app.config.write.YamlLayout;
import dev.millrace.generator.source.SourceDefinition;
import dev.millrace.generator.source.SourceDraft;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written as YAML reads as what it was written from. */
class WrittenBackTest {
    static Stream<String> sources() throws Exception {
        return Catalog.read().sources().stream();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void everyKindOfFieldReadsAsItWasWritten(String source) throws Exception {
        var original = Catalog.read().file().sources().get(source);

        var text =
                "name: x\nsources:\n" + YamlLayout.named("s", SettingsWriter.of(original, SourceDefinition.class), 2);

        assertThat(Catalog.of(text).file().sources().get("s")).as(text).isEqualTo(original);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "a: b",
                "x #y",
                "- z",
                "{a, b}",
                "it's \"so\"",
                "\\d+ 'x'",
                "${HOME}",
                "$${x}",
                "tab\tline\nend",
                "größe 😀 \u00a0",
                "null",
                "true",
                " blank ",
                "",
                "*a",
                "!b",
                "@c",
                "%d"
            })
    void everyTextReadsAsItWasWritten(String value) throws Exception {
        var yaml = "name: x\nsources: {s: {topic: t, rate: 1/s, fields: {f: {template: \"a\"}}}}\n";
        var original = Catalog.of(yaml).file().sources().get("s");
        var typed = SourceDraft.like(original).type("t" + value).build();

        var text = "name: x\nsources:\n" + YamlLayout.named("s", SettingsWriter.of(typed, SourceDefinition.class), 2);

        assertThat(Catalog.of(text).file().sources().get("s").type()).as(text).isEqualTo("t" + value);
    }
}
