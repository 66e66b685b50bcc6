package dev.millrace.app.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.app.config.problem.InvalidFile;
import dev.millrace.app.topics.TopicSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What compaction removes cannot be told from what was lost. */
class CompactedTopicTest {
    private static final String FILE = """
            name: shop
            sources:
              customers:
                topic: shop.customers
                rate: 20/s
                fields:
                  id: {sequence: "c-%d"}
              guests:
                topic: shop.customers
                rate: 20/s
                fields:
                  id: {sequence: "g-%d"}
            topics:
              TOPIC:
                config:
                  cleanup.policy: POLICY
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"compact", "'compact,delete'"})
    void shouldRefuseToCompactTheTopicOfASource(String policy) {
        assertThatThrownBy(() -> load("shop.customers", policy))
                .isInstanceOfSatisfying(
                        InvalidFile.class,
                        invalid -> assertThat(invalid.problems())
                                .singleElement()
                                .asString()
                                .contains(
                                        "shop.yaml:16:",
                                        "topics.shop.customers.config.cleanup.policy",
                                        "compaction removes"));
    }

    @Test
    void shouldLetOtherTopicsBeCompacted() throws Exception {
        assertThat(policy(load("shop.table", "compact"), "shop.table")).isEqualTo("compact");
    }

    @Test
    void shouldNotTakeATopicOfASourceThatIsCompactedAlready() throws Exception {
        assertThat(policy(load("shop.table", "compact"), "shop.customers")).isEqualTo("delete");
    }

    private static String policy(LoadedFile loaded, String topic) {
        return loaded.topics().stream()
                .filter(spec -> spec.name().equals(topic))
                .map(TopicSpec::config)
                .map(config -> config.getOrDefault("cleanup.policy", "as the cluster has it"))
                .findFirst()
                .orElseThrow();
    }

    private LoadedFile load(String topic, String policy) throws IOException, InvalidFile {
        var file = folder.resolve("shop.yaml");
        Files.writeString(file, FILE.replace("TOPIC", topic).replace("POLICY", policy));
        return FileLoader.load(file, Map.of());
    }
}
