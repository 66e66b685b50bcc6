package dev.millrace.app.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.millrace.app.config.ConfigReader;
import dev.millrace.app.config.shape.RecordType;
import dev.millrace.app.config.shape.Shape;
import dev.millrace.app.config.shape.Shapes;
import dev.millrace.app.file.FileLoader;
import dev.millrace.app.file.MillraceFile;
import dev.millrace.generator.workload.Timeline;
import dev.millrace.generator.workload.Workload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page on workloads has every kind, and what stands there can be written. */
class WorkloadTableTest {
    private static final Path PAGE = Path.of("..", "docs", "workloads.md");
    private static final Pattern EXAMPLE = Pattern.compile("`([^`]+)`");
    private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(FileLoader.schema(), InputFormat.JSON);

    @Test
    void everyKindIsInTheTable() throws Exception {
        var words = ((Shape.Choice) Shapes.of(Workload.class))
                .options().stream().map(RecordType::firstKey).toList();
        var examples = String.join("\n", examples("| `rate`"));

        assertThat(words)
                .isNotEmpty()
                .filteredOn(word -> !word.equals("of"))
                .allMatch(word -> examples.contains("{" + word + ":"));
    }

    @Test
    void everyExampleCanBeWrittenAndMakesEvents() throws Exception {
        for (var example : examples("| `rate`")) {
            assertMakesEvents("rate: " + example);
        }
        for (var setting : examples("| setting |")) {
            if (!setting.startsWith("replay")) {
                assertMakesEvents("rate: 5/s, " + setting);
            }
        }
    }

    @Test
    void everyBlockCanBeWritten() throws Exception {
        var blocks = BLOCK.matcher(Files.readString(PAGE));
        int found = 0;
        while (blocks.find()) {
            var block = blocks.group(1);
            var file = block.startsWith("sources:")
                    ? block
                    : "sources:\n  s:\n    topic: t\n    fields: {id: {uuid: v4}}\n" + block;
            assertThatCode(() -> read("name: x\n" + file)).as(block).doesNotThrowAnyException();
            assertThat(SCHEMA.validate("name: x\n" + file, InputFormat.YAML))
                    .as(block)
                    .isEmpty();
            found++;
        }
        assertThat(found).isGreaterThan(3);
    }

    private static void assertMakesEvents(String settings) {
        assertThatCode(() -> {
                    var yaml = "name: x\nsources: {s: {topic: t, fields: {id: {uuid: v4}}, " + settings + "}}\n";
                    assertThat(SCHEMA.validate(yaml, InputFormat.YAML)).isEmpty();
                    var pacing = read(yaml).sources().get("s").pacing().orElseThrow();
                    assertThat(pacing.describe()).isNotBlank();
                    var begin = Timeline.from(Instant.EPOCH);
                    assertThat(pacing.dueTimes(1, "s", () -> begin).events()).isPositive();
                })
                .as(settings)
                .doesNotThrowAnyException();
    }

    private static MillraceFile read(String yaml) throws Exception {
        return ConfigReader.read(Path.of("page.yaml"), yaml, MillraceFile.class, Map.of())
                .value();
    }

    /** What stands in the first column of the tables whose head begins so. */
    private static List<String> examples(String head) throws Exception {
        var examples = new ArrayList<String>();
        boolean inside = false;
        for (var line : Files.readAllLines(PAGE)) {
            inside = line.startsWith(head) || (inside && line.startsWith("|"));
            if (inside && line.startsWith("| `") && !line.startsWith(head)) {
                var matcher = EXAMPLE.matcher(line.substring(0, line.indexOf(" | ", 2)));
                while (matcher.find()) {
                    examples.add(matcher.group(1));
                }
            }
        }
        assertThat(examples).isNotEmpty();
        return examples;
    }
}
