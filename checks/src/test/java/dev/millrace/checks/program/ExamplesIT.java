package dev.millrace.checks.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each example, and the file to begin with, from nothing to the verdict. */
@Tag("faults")
class ExamplesIT {
    private static final String STARTER = "starter";

    @TempDir
    Path folder;

    static Stream<String> files() throws IOException {
        try (var examples = Files.list(MillraceProcess.HOME.resolve("examples"))) {
            var names = examples.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .sorted()
                    .toList();
            return Stream.concat(names.stream(), List.of(STARTER).stream());
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyEventOfAnExampleArrives(String name) {
        var file = name.equals(STARTER)
                ? starter()
                : MillraceProcess.HOME.resolve("examples").resolve(name);

        var up = MillraceProcess.run(
                folder,
                "up",
                "-f",
                file.toString(),
                "--data",
                "data",
                "--port",
                "0",
                "--for",
                "3s",
                "--output",
                "json");

        assertThat(up.await()).as(up.err()).isZero();
        var account = up.json();
        assertThat(account.path("verdict").asString()).as(account.toString()).isEqualTo("complete");
        assertThat(account.at("/events/generated").asLong()).isPositive();
        assertThat(account.at("/events/lost").asLong()).isZero();
        assertThat(account.at("/events/dead_lettered").asLong())
                .as(account.toString())
                .isZero();
    }

    private Path starter() {
        var file = folder.resolve("starter.yaml");
        assertThat(MillraceProcess.run(folder, "init", file.toString()).await()).isZero();
        return file;
    }
}
