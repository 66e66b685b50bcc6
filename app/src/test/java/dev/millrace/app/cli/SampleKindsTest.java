package dev.millrace.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.config.shape.RecordType;
import dev.millrace.app.config.shape.Shape;
import dev.millrace.app.config.shape.Shapes;
import dev.millrace.generator.field.FieldKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code millrace sample} for every kind of field there is, as a user runs it. After a change that is meant,
 * {@code -Dmillrace.update=true} writes the files anew.
 */
class SampleKindsTest {
    private static final Path RESOURCES = Path.of("src", "test", "resources", "dev", "millrace", "app");
    private static final Path FILE = RESOURCES.resolve("fields").resolve("catalog.yaml");
    private static final Path GOLDEN = RESOURCES.resolve("cli").resolve("sample");

    /** By the code: a kind without a source of its name in the file, or without its golden file, fails. */
    static Stream<String> kinds() {
        return ((Shape.Choice) Shapes.of(FieldKind.class)).options().stream().map(RecordType::firstKey);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindIsSampledAsItAlwaysWas(String kind) throws Exception {
        var sample = sample(kind, "-n", "5");

        assertThat(sample.exitCode()).as(sample.err()).isZero();
        var golden = GOLDEN.resolve(kind + ".jsonl");
        if (Boolean.getBoolean("millrace.update")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, sample.out());
        }
        assertThat(golden).exists();
        assertThat(sample.out()).isEqualTo(Files.readString(golden));
    }

    @Test
    void anotherSeedMakesOtherEventsAndTheSameOneTheSame() throws Exception {
        var other = Files.createTempFile("seeded", ".yaml");
        try {
            Files.writeString(other, Files.readString(FILE).replace("seed: 20261121", "seed: 20261122"));

            var same = sample("integer", "-n", "50");
            var changed =
                    Shell.run("sample", "integer", "-f", other.toString(), "--at", "2026-11-21T20:59:23Z", "-n", "50");

            assertThat(sample("integer", "-n", "50").out()).isEqualTo(same.out());
            assertThat(changed.out()).isNotEqualTo(same.out());
        } finally {
            Files.delete(other);
        }
    }

    private static Shell sample(String source, String... more) {
        var arguments = Stream.concat(
                Stream.of("sample", source, "-f", FILE.toString(), "--at", "2026-11-21T20:59:23Z"), Stream.of(more));
        return Shell.run(arguments.toArray(String[]::new));
    }
}
