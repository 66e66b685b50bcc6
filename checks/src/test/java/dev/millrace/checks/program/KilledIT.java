package dev.millrace.checks.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.checks.proof.WebShopEvidence;
import dev.millrace.embedded.kafka.EmbeddedKafka;
import dev.millrace.embedded.kafka.KafkaSettings;
import dev.millrace.embedded.ports.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole program killed with SIGKILL at random moments, again and again: nothing is lost, nothing is there twice. */
class KilledIT {
    private static final long SEED = Long.getLong("millrace.seed", System.nanoTime());

    @TempDir
    Path folder;

    @Test
    void aKillLosesNothing() throws InterruptedException {
        killAndVerify(1);
    }

    @Test
    @Tag("faults")
    void tenKillsLoseNothing() throws InterruptedException {
        killAndVerify(10);
    }

    /** What the program says of itself, held against what plain clients of Kafka see. */
    private void judgeByOtherMeans(Path data, JsonNode account) {
        try (var kafka = EmbeddedKafka.start(new KafkaSettings(data.resolve("kafka"), Ports.free(), Map.of()))) {
            var evidence = WebShopEvidence.read(kafka.bootstrapServers());
            evidence.everyIndexIsThereOnce();
            evidence.thePipelineDidItsWorkOnce();
            assertThat(evidence.count("shop.customers")
                            + evidence.count("shop.orders")
                            + evidence.count("shop.payments"))
                    .isEqualTo(account.at("/events/generated").asLong());
            assertThat(evidence.count("web.access"))
                    .isEqualTo(account.at("/events/ingested").asLong());
            assertThat(account.at("/audit/rows").asLong())
                    .isEqualTo(evidence.count("shop.orders")
                            + evidence.count("shop.payments")
                            + evidence.count("shop.large-orders"));
        }
    }

    private void killAndVerify(int kills) throws InterruptedException {
        System.out.println("seed " + SEED + " (repeat with -Dmillrace.seed=" + SEED + ")");
        var random = new Random(SEED);
        var data = folder.resolve("data");
        for (int i = 0; i < kills; i++) {
            try (var program = MillraceProcess.start(folder, "up", "--data", "data", "--port", "0")) {
                // Most kills hit it at work, some while it is still starting.
                if (random.nextInt(5) > 0) {
                    program.awaitReady(data);
                }
                var moment = Duration.ofMillis(random.nextLong(200, 5_000));
                assertThat(program.endsWithin(moment))
                        .as("it ended by itself:\n" + program.err())
                        .isFalse();
                program.kill();
            }
        }
        var last =
                MillraceProcess.run(folder, "up", "--data", "data", "--port", "0", "--for", "3s", "--output", "json");
        assertThat(last.await()).as(last.out() + last.err()).isZero();
        var account = last.json();
        assertThat(account.path("verdict").asString()).as(account.toString()).isEqualTo("complete");
        assertThat(account.at("/events/generated").asLong()).isPositive();
        assertThat(account.at("/events/ingested").asLong()).isEqualTo(400);
        assertThat(account.at("/events/lost").asLong()).isZero();
        assertThat(account.at("/events/duplicated").asLong()).isZero();
        judgeByOtherMeans(data, account);
    }
}
