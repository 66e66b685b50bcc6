package dev.millrace.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.file.FileLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** The examples are good files, and all of their sources make events. */
class ExamplesTest {
    private static final Path FOLDER = Path.of("..", "examples");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Stream<String> examples() throws Exception {
        try (var files = Files.list(FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @Test
    void thereIsOneForEachUse() throws Exception {
        assertThat(examples().toList())
                .containsAll(List.of(
                        "anomalies.yaml",
                        "clickstream.yaml",
                        "payments.yaml",
                        "sensors.yaml",
                        "service-logs.yaml",
                        "web-shop.yaml"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleIsGood(String example) {
        var check = Shell.run("check", "-f", FOLDER.resolve(example).toString());

        assertThat(check.exitCode()).as(check.err()).isZero();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everySourceOfAnExampleMakesEvents(String example) throws Exception {
        var file = FOLDER.resolve(example);
        for (var source : FileLoader.load(file, Map.of()).file().sources().entrySet()) {
            if (source.getValue().isGenerated()) {
                var sample = Shell.run("sample", source.getKey(), "-n", "200", "-f", file.toString());

                assertThat(sample.exitCode()).as(sample.err()).isZero();
                assertThat(sample.out().lines().toList())
                        .as(source.getKey())
                        .hasSize(200)
                        .allMatch(line -> JSON.readTree(line).get("data").size() > 2);
            }
        }
    }
}
