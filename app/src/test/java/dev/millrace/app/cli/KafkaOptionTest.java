package dev.millrace.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.instance.DataFolder;
import dev.millrace.app.instance.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** How a command reaches Kafka: with all that the file says, security above all. */
class KafkaOptionTest {
    private static final String FILE = """
            name: shop
            kafka:
              bootstrap-servers: kafka.example:9093
              properties: {security.protocol: SSL}
            schemas: {registry: "http://registry.example:8081"}
            sources:
              orders: {topic: orders, rate: 1/s, fields: {id: {sequence: "%d"}}}
            """;

    @TempDir
    Path folder;

    @Test
    void shouldUseThePropertiesOfTheFile() throws Exception {
        var option = parsed("-f", file().toString());

        assertThat(option.access().bootstrapServers()).isEqualTo("kafka.example:9093");
        assertThat(option.access().properties()).containsOnly(Map.entry("security.protocol", "SSL"));
    }

    @Test
    void shouldUseThePropertiesOfTheFileWithOtherServers() throws Exception {
        var option = parsed("-f", file().toString(), "--bootstrap", "other.example:9093");

        assertThat(option.access().bootstrapServers()).isEqualTo("other.example:9093");
        assertThat(option.access().properties()).containsOnlyKeys("security.protocol");
    }

    @Test
    void shouldUseWhatTheFileOfTheRunningProgramSays() throws Exception {
        var data = new DataFolder(folder.resolve("data"));
        try (var claim = data.claim()) {
            tell(data, true);
            var option = parsed("--data", claim.folder().toString());

            assertThat(option.access().bootstrapServers()).isEqualTo("running.example:9093");
            assertThat(option.access().properties()).containsOnlyKeys("security.protocol");
            assertThat(option.schemas()).isNotNull();
        }
    }

    @Test
    void shouldNotNeedTheFileOfAProgramWithServersOfItsOwn() throws Exception {
        var data = new DataFolder(folder.resolve("data"));
        try (var claim = data.claim()) {
            tell(data, false);
            Files.writeString(file(), "spoilt since: [");

            assertThat(parsed("--data", claim.folder().toString()).access().properties())
                    .isEmpty();
        }
    }

    private void tell(DataFolder data, boolean needsFile) throws IOException {
        data.write(Instance.ofThisProcess(
                "shop", file().toString(), needsFile, true, Map.of("kafka", "running.example:9093")));
    }

    private Path file() throws IOException {
        var file = folder.resolve("shop.yaml");
        return Files.exists(file) ? file : Files.writeString(file, FILE);
    }

    private static KafkaOption parsed(String... arguments) {
        var option = new KafkaOption();
        var command = CommandSpec.create().addMixin("kafka", CommandSpec.forAnnotatedObject(option));
        new CommandLine(command).parseArgs(arguments);
        return option;
    }
}
