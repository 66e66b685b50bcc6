package dev.millrace.app.fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.millrace.app.config.shape.RecordType;
import dev.millrace.app.config.shape.Shape;
import dev.millrace.app.config.shape.Shapes;
import dev.millrace.generator.field.FieldKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table in the documentation has every kind, and what stands in it can be written. */
class FieldTableTest {
    private static final Path PAGE = Path.of("..", "docs", "generator.md");
    private static final Pattern EXAMPLE = Pattern.compile("`(\\{[^`]*})`");

    @Test
    void everyKindIsInTheTable() throws Exception {
        var words = ((Shape.Choice) Shapes.of(FieldKind.class))
                .options().stream().map(RecordType::firstKey).toList();
        var examples = String.join("\n", examples());

        assertThat(words).isNotEmpty().allMatch(word -> examples.contains("{" + word + ":"));
    }

    @Test
    void everyExampleCanBeWritten() throws Exception {
        for (var example : examples()) {
            if (!example.contains("…")) {
                var yaml = "name: x\nsources: {s: {topic: t, rate: 1/s, fields: {f: " + example + "}}}\n";
                assertThatCode(() -> Catalog.of(yaml)).as(example).doesNotThrowAnyException();
            }
        }
    }

    private static List<String> examples() throws Exception {
        var examples = new ArrayList<String>();
        for (var line : Files.readAllLines(PAGE)) {
            if (line.startsWith("| `")) {
                var matcher = EXAMPLE.matcher(line.substring(0, line.indexOf(" | ", 2)));
                while (matcher.find()) {
                    examples.add(matcher.group(1));
                }
            }
        }
        // The long form of nulls stands in the explanation.
        examples.add("{of: EUR, nulls: 10%}");
        return examples;
    }
}
