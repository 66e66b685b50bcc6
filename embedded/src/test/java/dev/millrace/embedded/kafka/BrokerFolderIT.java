package dev.millrace.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.embedded.FolderInUse;
import dev.millrace.embedded.ForeignFolder;
import dev.millrace.embedded.ServerFailed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One folder, whose broker has ended; each test changes what is in it, sees what comes of it, and puts it back. */
class BrokerFolderIT {
    @TempDir
    static Path folder;

    static KafkaSettings settings;

    @BeforeAll
    static void fill() {
        settings = new KafkaSettings(folder, 0);
        EmbeddedKafka.start(settings).close();
    }

    @Test
    void shouldRefuseTheLogOfANewerKafka() throws Exception {
        whileFileReads(
                "format",
                "version=4.3.1",
                "version=4.10.0",
                () -> assertThatThrownBy(() -> EmbeddedKafka.start(settings))
                        .isInstanceOf(ForeignFolder.class)
                        .hasMessageContaining("holds data of Kafka 4.10.0, which Kafka 4.3.1 cannot go on from"));
    }

    @Test
    void shouldRefuseAnotherLayoutOfTheFolder() throws Exception {
        whileFileReads(
                "format",
                "format=1",
                "format=2",
                () -> assertThatThrownBy(() -> EmbeddedKafka.start(settings))
                        .isInstanceOf(ForeignFolder.class)
                        .hasMessageContaining("folder format 2, and only 1"));
    }

    @Test
    void shouldRefuseTheLogOfAnotherCluster() throws Exception {
        whileFileReads(
                "log/meta.properties",
                "cluster.id=",
                "cluster.id=x",
                () -> assertThatThrownBy(() -> EmbeddedKafka.start(settings))
                        .isInstanceOf(ForeignFolder.class)
                        .hasMessageContaining("of the Kafka cluster x"));
    }

    @Test
    void shouldGoOnFromAnOlderKafkaAndMakeTheFolderItsOwn() throws Exception {
        whileFileReads("format", "version=4.3.1", "version=4.2.0", () -> {
            EmbeddedKafka.start(settings).close();

            assertThat(folder.resolve("format")).content().contains("version=4.3.1");
        });
    }

    @Test
    void shouldRefuseASecondBrokerOfTheSameProgram() {
        try (var first = EmbeddedKafka.start(settings)) {
            assertThatThrownBy(() ->
                            EmbeddedKafka.start(new KafkaSettings(folder.resolve("../" + folder.getFileName()), 0)))
                    .isInstanceOf(FolderInUse.class)
                    .hasMessageContaining("another server of this program");
            assertThat(first.failure().toCompletableFuture()).isNotDone();
        }
    }

    @Test
    void shouldGiveUpTheFolderWhenItDoesNotStart() {
        var badlySet = new KafkaSettings(folder, 0, Map.of("num.io.threads", "0"));
        var failsAmidStart = new KafkaSettings(folder, 0, Map.of("authorizer.class.name", "no.such.Authorizer"));

        assertThatThrownBy(() -> EmbeddedKafka.start(badlySet))
                .isInstanceOf(ServerFailed.class)
                .hasMessageContaining("num.io.threads");
        assertThatThrownBy(() -> EmbeddedKafka.start(failsAmidStart))
                .isInstanceOf(ServerFailed.class)
                .hasMessageContaining("no.such.Authorizer");

        EmbeddedKafka.start(settings).close();
    }

    private static void whileFileReads(String file, String before, String after, Check check) throws Exception {
        var path = folder.resolve(file);
        var original = Files.readString(path);
        assertThat(original).contains(before);
        Files.writeString(path, original.replace(before, after));
        try {
            check.run();
        } finally {
            Files.writeString(path, original);
        }
    }

    private interface Check {
        void run() throws Exception;
    }
}
