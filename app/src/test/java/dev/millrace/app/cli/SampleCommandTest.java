package dev.millrace.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events on standard output, from any index, without Kafka. */
class SampleCommandTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws Exception {
        Files.writeString(folder.resolve("f.yaml"), """
                name: x
                sources:
                  s: {topic: t, rate: 1/s, count: 100, fields: {id: {sequence: "%d"}, n: {integer: {min: 0, max: 999}}}}
                """);
    }

    @Test
    void eventsFromFurtherOnAreThoseOfTheWholeStream() {
        var all = data(sample("-n", "50"));

        assertThat(data(sample("-n", "10", "--from", "40"))).isEqualTo(all.subList(40, 50));
    }

    @Test
    void itEndsWithTheSourcesCount() {
        assertThat(data(sample("-n", "10", "--from", "95"))).hasSize(5);
    }

    @Test
    void aPlaceBeforeTheFirstIsRefused() {
        assertThat(sample("--from", "-1").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    private Shell sample(String... more) {
        var arguments = new ArrayList<>(
                List.of("sample", "s", "-f", folder.resolve("f.yaml").toString()));
        arguments.addAll(List.of(more));
        return Shell.run(arguments.toArray(String[]::new));
    }

    private static List<String> data(Shell sample) {
        return sample.out()
                .lines()
                .map(line -> line.substring(line.indexOf("\"data\"")))
                .toList();
    }
}
