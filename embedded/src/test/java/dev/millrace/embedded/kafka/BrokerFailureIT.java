package dev.millrace.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.embedded.ServerFailed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerFailureIT {
    @TempDir
    Path folders;

    @Test
    void shouldTellOfABrokenDiskAndLeaveTheProgramAndItsOtherBrokerRunning() throws Exception {
        var settings = new KafkaSettings(folders.resolve("broken"), 0);
        var log = settings.folder().resolve("log");
        var aside = settings.folder().resolve("aside");
        try (var well = EmbeddedKafka.start(new KafkaSettings(folders.resolve("well"), 0));
                var broken = EmbeddedKafka.start(settings);
                var admin = new Clients(broken.bootstrapServers()).admin()) {
            Files.move(log, aside);
            Files.createFile(log);

            admin.createTopics(List.of(new NewTopic("no-place", Optional.of(1), Optional.empty())));

            assertThatThrownBy(() -> broken.failure().toCompletableFuture().get(60, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(ServerFailed.class)
                    .hasMessageContaining(log.toString());
            assertThat(well.failure().toCompletableFuture()).isNotDone();
            new Clients(well.bootstrapServers()).createTopic("goes-on", 1);
        }

        Files.delete(log);
        Files.move(aside, log);
        try (var mended = EmbeddedKafka.start(settings)) {
            new Clients(mended.bootstrapServers()).createTopic("after", 1);
        }
    }
}
